package dev.larder.blob.sweep;

import dev.larder.blob.owner.Contents;
import dev.larder.blob.owner.Uses;
import dev.larder.blob.store.ObjectStore;
import dev.larder.blob.store.StoreException;
import dev.larder.blob.sweep.StoredContents.Content;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Deletes the mirrored content that wasn't used for longest, until what is left has room for more:
 * nine tenths of the bound. What is deleted is fetched again when it is wanted; uploads are never
 * touched. It reads the whole list twice, and remembers a number for each hour in which something
 * was last used.
 */
final class StoreSweeper {
  private static final Logger log = LoggerFactory.getLogger(StoreSweeper.class);

  private final ObjectStore store;
  private final Contents contents;
  private final long bound;

  /**
   * @param bound in bytes
   */
  StoreSweeper(ObjectStore store, Contents contents, long bound) {
    this.store = store;
    this.contents = contents;
    this.bound = bound;
  }

  /**
   * What a sweep did.
   *
   * @param before how many bytes lay there
   * @param deleted how many contents went
   * @param bytes how many bytes they had
   */
  record Swept(long before, int deleted, long bytes) {}

  /**
   * Sweeps once.
   *
   * @throws StoreException where the store fails; what was done until then stays done
   */
  Swept sweep() throws StoreException {
    TreeMap<Long, Long> bytesByHour = new TreeMap<>();
    StoredContents all = new StoredContents(store);
    for (Optional<Content> each = all.next(); each.isPresent(); each = all.next()) {
      bytesByHour.merge(hour(each.get()), each.get().bytes(), Long::sum);
    }
    long before = bytesByHour.values().stream().mapToLong(bytes -> bytes).sum();
    return before <= bound
        ? new Swept(before, 0, 0)
        : delete(before, bytesByHour, before - bound / 10 * 9);
  }

  /** Of the last hour that must give way, only as much as is needed. */
  private Swept delete(long before, TreeMap<Long, Long> bytesByHour, long excess)
      throws StoreException {
    long last = bytesByHour.firstKey();
    long ofLast = excess;
    for (Map.Entry<Long, Long> hour : bytesByHour.entrySet()) {
      last = hour.getKey();
      if (ofLast <= hour.getValue()) {
        break;
      }
      ofLast -= hour.getValue();
    }
    int deleted = 0;
    long bytes = 0;
    StoredContents all = new StoredContents(store);
    for (Optional<Content> each = all.next(); each.isPresent(); each = all.next()) {
      Content content = each.get();
      boolean ofLastHour = hour(content) == last;
      if (hour(content) < last || (ofLastHour && ofLast > 0)) {
        ofLast -= ofLastHour ? content.bytes() : 0;
        contents.delete(content.key());
        log.info("{} was last used {}, and goes", content.key(), content.used());
        deleted++;
        bytes += content.bytes();
      }
    }
    return new Swept(before, deleted, bytes);
  }

  private static long hour(Content content) {
    Instant used = content.used();
    return Math.floorDiv(used.getEpochSecond(), Uses.STEP.toSeconds());
  }
}
