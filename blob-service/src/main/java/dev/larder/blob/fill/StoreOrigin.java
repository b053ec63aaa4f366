package dev.larder.blob.fill;

import dev.larder.blob.store.ObjectStore;
import dev.larder.blob.store.StoreException;
import java.io.IOException;
import java.util.Optional;
import java.util.OptionalLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Larder's own object store. */
public final class StoreOrigin implements Origin {
  private static final Logger log = LoggerFactory.getLogger(StoreOrigin.class);

  private final ObjectStore store;
  private final String key;
  private final boolean only;

  /**
   * @param key the object's
   * @param only whether the file is nowhere else, so that a store that is away is a failure
   */
  public StoreOrigin(ObjectStore store, String key, boolean only) {
    this.store = store;
    this.key = key;
    this.only = only;
  }

  @Override
  public String label() {
    return "the object store";
  }

  @Override
  public boolean stored() {
    return true;
  }

  @Override
  public Optional<Opened> open() throws FillFailure {
    try {
      return store.open(key).map(s -> new Opened(s.body(), s.length(), s.length().isPresent()));
    } catch (StoreException e) {
      return away(e);
    }
  }

  /** What an upstream says of a file's size may be wrong; what lies here is the file. */
  @Override
  public Optional<Part> open(ByteRange range, OptionalLong told) throws FillFailure {
    try {
      OptionalLong size = only && told.isPresent() ? told : store.size(key);
      Optional<Span> span = size.isPresent() ? range.in(size.getAsLong()) : Optional.empty();
      if (span.isEmpty()) {
        return Optional.empty();
      }
      Optional<ObjectStore.Stored> part = store.open(key, span.get().first(), span.get().length());
      return part.map(s -> new Part(s.body(), span.get(), size.getAsLong()));
    } catch (StoreException e) {
      return away(e);
    }
  }

  private <T> Optional<T> away(StoreException e) throws FillFailure {
    log.warn("{}", e.getMessage());
    if (only) {
      throw FillFailure.unavailable("The object store can't be reached now; try again.");
    }
    return Optional.empty();
  }

  @Override
  public FillFailure broken(IOException e) {
    return FillFailure.unavailable(
        "The object store broke off in the middle of a file: " + e.getMessage());
  }
}
