package dev.larder.blob.companion;

import dev.larder.blob.document.Document;
import dev.larder.blob.document.Documents;
import dev.larder.blob.fill.FillFailure;
import dev.larder.blob.fill.Wanted;
import dev.larder.blob.location.Location;
import dev.larder.blob.owner.Proofs;
import dev.larder.blob.store.ObjectStore;
import dev.larder.blob.upstream.Upstreams;
import java.io.IOException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Files' signatures and provenance: what was uploaded with a file, or what its upstream says.
 * Whoever has a file's bytes can't tell what belongs to it, so what one source gave is never served
 * as another's. Blocking.
 */
public final class CompanionFiles {
  /** The longest that is served, in bytes; real ones have some tens of thousands. */
  static final int LONGEST = 2 << 20;

  private static final Logger log = LoggerFactory.getLogger(CompanionFiles.class);

  private final ObjectStore store;
  private final Upstreams upstreams;
  private final Documents documents;

  public CompanionFiles(ObjectStore store, Upstreams upstreams, Documents documents) {
    this.store = store;
    this.upstreams = upstreams;
    this.documents = documents;
  }

  /**
   * What belongs to a file, to be closed; empty when there is none.
   *
   * @throws FillFailure when it can't be had now
   * @throws dev.larder.memory.BudgetSpentException when there is no room for it in memory now
   */
  public Optional<Document> of(Wanted wanted, Companion companion) throws FillFailure {
    Location location = wanted.location();
    return location.kept() != null ? kept(location, companion) : mirrored(wanted, companion);
  }

  private Optional<Document> kept(Location location, Companion companion) throws FillFailure {
    String key =
        switch (companion) {
          case SIGNATURE -> location.kept().signatureKey();
          case PROVENANCE -> location.kept().provenanceKey();
        };
    if (key == null) {
      return Optional.empty();
    }
    try {
      Optional<Document> bytes = read(key, location.source());
      if (bytes.isEmpty()) {
        throw FillFailure.unavailable(
            "The %s of %s is not where it should be; an administrator should look."
                .formatted(companion.words(), location.filename()));
      }
      return bytes;
    } catch (FillFailure e) {
      throw e;
    } catch (IOException e) {
      log.warn("{}", e.getMessage());
      throw FillFailure.unavailable("The object store can't be reached now; try again.");
    }
  }

  private Optional<Document> mirrored(Wanted wanted, Companion companion) throws FillFailure {
    Location location = wanted.location();
    boolean promised =
        switch (companion) {
          case SIGNATURE -> location.upstream().signature();
          case PROVENANCE -> location.upstream().provenance() != null;
        };
    if (!promised) {
      return Optional.empty();
    }
    String key = Proofs.given(wanted.name().content(), wanted.owner()) + companion.suffix();
    Optional<Document> before = stored(key, location.source());
    if (before.isPresent()) {
      return before;
    }
    Optional<Document> bytes = fromUpstream(location, companion);
    if (bytes.isPresent()) {
      if (!Shape.fits(companion, bytes.get().bytes())) {
        bytes.get().close();
        throw FillFailure.badGateway(
            "What the upstream %s gave for the %s of %s is none."
                .formatted(location.upstream().source(), companion.words(), location.filename()));
      }
      keep(key, bytes.get().bytes());
    }
    return bytes;
  }

  private Optional<Document> fromUpstream(Location location, Companion companion)
      throws FillFailure {
    Documents.Reader reader = documents.reader(location, LONGEST);
    return switch (companion) {
      case SIGNATURE -> upstreams.signature(location, reader);
      case PROVENANCE -> upstreams.provenance(location, reader);
    };
  }

  private Optional<Document> stored(String key, long source) {
    try {
      return read(key, source);
    } catch (IOException e) {
      log.warn("{}", e.getMessage());
      return Optional.empty();
    }
  }

  private Optional<Document> read(String key, long source) throws IOException {
    Optional<ObjectStore.Stored> stored = store.open(key);
    if (stored.isEmpty()) {
      return Optional.empty();
    }
    try (ObjectStore.Stored object = stored.get()) {
      return documents.read(object.body(), object.length(), LONGEST, source);
    }
  }

  private void keep(String key, byte[] bytes) {
    try {
      store.put(key, bytes);
    } catch (IOException e) {
      log.warn("{}", e.getMessage());
    }
  }
}
