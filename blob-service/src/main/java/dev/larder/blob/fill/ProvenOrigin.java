package dev.larder.blob.fill;

import dev.larder.blob.owner.Owner;
import dev.larder.blob.owner.Proofs;
import dev.larder.blob.owner.Uses;
import dev.larder.blob.store.StoreException;
import java.io.IOException;
import java.util.Optional;
import java.util.OptionalLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Content in the object store, for an owner that proved that it has it; for others nothing is
 * there.
 */
public final class ProvenOrigin implements Origin {
  private static final Logger log = LoggerFactory.getLogger(ProvenOrigin.class);

  private final Origin content;
  private final Proofs proofs;
  private final Uses uses;
  private final Owner owner;
  private final String sha256;

  /**
   * @param content where it lies
   */
  public ProvenOrigin(Origin content, Proofs proofs, Uses uses, Owner owner, String sha256) {
    this.content = content;
    this.proofs = proofs;
    this.uses = uses;
    this.owner = owner;
    this.sha256 = sha256;
  }

  @Override
  public String label() {
    return content.label();
  }

  @Override
  public boolean stored() {
    return content.stored();
  }

  @Override
  public Optional<Opened> open() throws FillFailure {
    Optional<Opened> opened = proven() ? content.open() : Optional.empty();
    opened.ifPresent(_ -> uses.used(owner, sha256));
    return opened;
  }

  @Override
  public Optional<Part> open(ByteRange range, OptionalLong size) throws FillFailure {
    Optional<Part> part = proven() ? content.open(range, size) : Optional.empty();
    part.ifPresent(_ -> uses.used(owner, sha256));
    return part;
  }

  /** An owner of which nobody can tell asks its upstream. */
  private boolean proven() {
    try {
      return proofs.holds(owner, sha256);
    } catch (StoreException e) {
      log.warn("{}", e.getMessage());
      return false;
    }
  }

  @Override
  public FillFailure broken(IOException e) {
    return content.broken(e);
  }
}
