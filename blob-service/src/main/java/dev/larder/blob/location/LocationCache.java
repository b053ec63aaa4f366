package dev.larder.blob.location;

import dev.larder.messaging.Change;
import dev.larder.messaging.ChangeTail;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The locations that were asked for lately, least recently used dropped first, each dropped when a
 * change bears one of its tags. Thread-safe.
 */
public final class LocationCache implements ChangeTail.Listener {
  /** Moves on whenever changes may have been missed. */
  public record Epoch(long number) {}

  private final int capacity;
  private final long bytes;
  private final LinkedHashMap<Question, Location> byQuestion = new LinkedHashMap<>(16, 0.75f, true);
  private final Map<String, Set<Question>> byTag = new HashMap<>();
  private long epoch;
  private long newestChange;
  private long used;

  /**
   * @param capacity how many are kept at most
   * @param bytes what they may take in memory, nearly, as upstreams choose how long their URLs are
   */
  public LocationCache(int capacity, long bytes) {
    this.capacity = capacity;
    this.bytes = bytes;
  }

  /** To be taken before index-service is asked, and shown to {@link #keep}. */
  public synchronized Epoch epoch() {
    return new Epoch(epoch);
  }

  /**
   * Keeps an answer, unless it may be older than a change that was heard of meanwhile.
   *
   * @param before the epoch before the question was sent
   */
  public synchronized void keep(Question question, Location location, Epoch before) {
    if (before.number() != epoch || location.serial() < newestChange) {
      return;
    }
    forget(question);
    byQuestion.put(question, location);
    used += location.weight();
    location.tags().forEach(tag -> byTag.computeIfAbsent(tag, t -> new HashSet<>()).add(question));
    while (byQuestion.size() > capacity || used > bytes) {
      forget(byQuestion.firstEntry().getKey());
    }
  }

  public synchronized Optional<Location> get(Question question) {
    return Optional.ofNullable(byQuestion.get(question));
  }

  @Override
  public synchronized void changed(Change change) {
    newestChange = change.serial();
    for (String tag : change.tags()) {
      Set<Question> stale = byTag.get(tag);
      if (stale != null) {
        Set.copyOf(stale).forEach(this::forget);
      }
    }
  }

  @Override
  public synchronized void lost() {
    epoch++;
    newestChange = 0;
    used = 0;
    byQuestion.clear();
    byTag.clear();
  }

  private void forget(Question question) {
    Location gone = byQuestion.remove(question);
    if (gone == null) {
      return;
    }
    used -= gone.weight();
    for (String tag : gone.tags()) {
      byTag.computeIfPresent(
          tag,
          (t, questions) -> {
            questions.remove(question);
            return questions.isEmpty() ? null : questions;
          });
    }
  }
}
