package dev.larder.upload.sweep;

import dev.larder.upload.catalogue.Catalogue;
import dev.larder.upload.catalogue.CatalogueAwayException;
import dev.larder.upload.storage.StoreAwayException;
import dev.larder.upload.storage.StoreCleaner;
import dev.larder.upload.storage.StoreCleaner.Stored;
import dev.larder.upload.storage.StoreCleaner.Unfinished;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Deletes what uploads left behind: old objects that no row names, and parts of uploads that never
 * ended. Several replicas may sweep at once: each asks before it deletes, and deleting twice is
 * deleting once.
 */
@Singleton
public final class Sweeper {

  private static final Logger log = LoggerFactory.getLogger(Sweeper.class);

  private static final String KEPT = "kept/";
  private static final int PAGE = 1000;
  private static final List<String> SIBLINGS = List.of(".metadata", ".asc", ".provenance");
  private static final Pattern KEY = Pattern.compile("(kept/[^/.]+)(?:\\.[a-z]+)?");

  private final StoreCleaner store;
  private final Catalogue catalogue;
  private final Duration age;
  private final int page;

  /** Some stores don't tell when an upload in parts was begun: then from when it was first seen. */
  private final Map<String, Instant> seen = new HashMap<>();

  @Inject
  public Sweeper(StoreCleaner store, Catalogue catalogue, SweepConfiguration configuration) {
    this(store, catalogue, configuration, PAGE);
  }

  Sweeper(StoreCleaner store, Catalogue catalogue, SweepConfiguration configuration, int page) {
    this.page = page;
    this.store = store;
    this.catalogue = catalogue;
    this.age = configuration.age();
  }

  /**
   * What a sweep did.
   *
   * @param deleted uploads whose objects were deleted
   * @param aborted uploads in parts
   */
  public record Swept(int deleted, int aborted) {}

  /**
   * Sweeps once.
   *
   * @throws StoreAwayException where the store fails; what was done until then stays done
   * @throws CatalogueAwayException where nobody says what is known: nothing more is deleted then
   */
  public Swept sweep(Instant now) throws StoreAwayException, CatalogueAwayException {
    Instant before = now.minus(age);
    int deleted = 0;
    String last = "";
    for (List<Stored> objects = store.after(last, KEPT, page);
        !objects.isEmpty();
        objects = store.after(last, KEPT, page)) {
      deleted += sweep(objects, before);
      last = objects.getLast().key();
    }
    return new Swept(deleted, abort(now, before));
  }

  private int sweep(List<Stored> objects, Instant before)
      throws StoreAwayException, CatalogueAwayException {
    var old = new LinkedHashSet<String>();
    for (Stored stored : objects) {
      Matcher key = KEY.matcher(stored.key());
      if (key.matches() && stored.written().isBefore(before)) {
        old.add(key.group(1));
      }
    }
    if (old.isEmpty()) {
      return 0;
    }
    old.removeAll(catalogue.known(old));
    for (String key : old) {
      delete(key);
      log.info("{} belonged to nothing and was deleted", key);
    }
    return old.size();
  }

  /** What it stands for first: what lies beside it is found again by the next sweep. */
  private void delete(String key) throws StoreAwayException {
    store.delete(key);
    for (String sibling : SIBLINGS) {
      store.delete(key + sibling);
    }
  }

  private synchronized int abort(Instant now, Instant before) throws StoreAwayException {
    List<Unfinished> unfinished = store.unfinished(KEPT);
    seen.keySet().retainAll(unfinished.stream().map(Unfinished::uploadId).toList());
    int aborted = 0;
    for (Unfinished upload : unfinished) {
      Instant first = seen.computeIfAbsent(upload.uploadId(), id -> now);
      if (first.isBefore(before) || upload.begun().isBefore(before)) {
        store.abort(upload);
        aborted++;
        log.info("the parts of {} were never put together and were deleted", upload.key());
      }
    }
    return aborted;
  }

  /**
   * Deletes an upload's objects that were never handed over, or that the catalogue has definitely
   * not taken; it is asked all the same. Where that can't be told, they stay for a sweep.
   */
  public void discard(String key) {
    try {
      if (catalogue.known(Set.of(key)).isEmpty()) {
        delete(key);
      }
    } catch (IOException e) {
      log.info("{} is left for the next sweep: {}", key, e.getMessage());
    }
  }
}
