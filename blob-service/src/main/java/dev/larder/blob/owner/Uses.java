package dev.larder.blob.owner;

import dev.larder.blob.store.StoreException;
import dev.larder.service.request.RequestId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notes in the object store when mirrored content was used: the proof of whoever used it is written
 * anew, so the store's own date of it tells all replicas. Once an hour at most a proof and replica,
 * as long as those of an hour are no more than are remembered; in threads of its own, and never
 * while many are under way: it is for a choice that needn't be exact. Thread-safe.
 */
public final class Uses {
  private static final Logger log = LoggerFactory.getLogger(Uses.class);

  /** How exactly the time of a use is noted. */
  public static final Duration STEP = Duration.ofHours(1);

  private static final int AT_ONCE = 16;

  private final Proofs proofs;
  private final Clock clock;
  private final int capacity;
  private final Semaphore writing = new Semaphore(AT_ONCE);
  private final LinkedHashMap<String, Instant> noted = new LinkedHashMap<>(16, 0.75f, true);

  /**
   * Those of this replica.
   *
   * @param capacity how many are remembered, of some 150 bytes each; 0: none is noted
   */
  public Uses(Proofs proofs, Clock clock, int capacity) {
    this.proofs = proofs;
    this.clock = clock;
    this.capacity = capacity;
  }

  /** An owner whose proof there is was given content. */
  public void used(Owner owner, String sha256) {
    if (capacity == 0 || !isNews(sha256 + " " + owner) || !writing.tryAcquire()) {
      return;
    }
    RequestId.start("use", () -> note(owner, sha256));
  }

  private boolean isNews(String key) {
    Instant now = clock.instant();
    synchronized (noted) {
      Instant last = noted.get(key);
      if (last != null && now.isBefore(last.plus(STEP))) {
        return false;
      }
      noted.put(key, now);
      if (noted.size() > capacity) {
        noted.pollFirstEntry();
      }
      return true;
    }
  }

  private void note(Owner owner, String sha256) {
    try {
      proofs.add(owner, sha256);
    } catch (StoreException e) {
      log.warn("A use isn't noted: {}", e.getMessage());
    } finally {
      writing.release();
    }
  }
}
