package dev.larder.blob.store;

import io.minio.Result;
import io.minio.messages.Item;
import java.time.Instant;
import java.util.Iterator;
import java.util.Optional;

/** Objects in the order of their keys, read page by page. Not thread-safe. */
public final class Listing {
  private final String prefix;
  private final Iterator<Result<Item>> items;
  private String last = "";

  Listing(String prefix, Iterator<Result<Item>> items) {
    this.prefix = prefix;
    this.items = items;
  }

  /**
   * What is listed of an object.
   *
   * @param size in bytes
   * @param written by the store's own clock
   */
  public record Listed(String key, long size, Instant written) {}

  /**
   * The next one; empty behind the last.
   *
   * @throws StoreException when the store fails, or lists in another order
   */
  public Optional<Listed> next() throws StoreException {
    Optional<Item> item =
        ObjectStore.call("list " + prefix, items::hasNext).orElse(false)
            ? ObjectStore.call("list " + prefix, () -> items.next().get())
            : Optional.empty();
    if (item.isEmpty()) {
      return Optional.empty();
    }
    String key = item.get().objectName();
    if (key.compareTo(last) <= 0) {
      throw new StoreException(
          "The object store lists %s after %s, so in no order".formatted(key, last), null);
    }
    last = key;
    return Optional.of(new Listed(key, item.get().size(), item.get().lastModified().toInstant()));
  }
}
