package dev.larder.index.upstream;

import io.micronaut.serde.annotation.Serdeable;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What the serials of upstreams are worth. They put a project's pages in order, so that a stale
 * copy of an upstream's cache doesn't undo a newer page. But they are the upstream's word only:
 *
 * <ul>
 *   <li>one that no index can have come to, or that leaps far beyond all that this upstream has
 *       said, isn't believed: the page is taken as one without serial;
 *   <li>a page with a lower serial than its project's last is dropped, twice; the third one, half
 *       an hour after the first at least, is what the upstream says, and is taken. Copies don't
 *       stay stale for so long.
 * </ul>
 */
@Singleton
public class Serials {
  /** All whole numbers below it are exact in JSON. */
  private static final long NONE = 1L << 53;

  /**
   * Beyond twice the highest serial so far. A public index's serials are of its projects, and the
   * first that is asked for may be its oldest.
   */
  private static final long LEAP = 1_000_000_000;

  /** What is less higher than the highest so far isn't noted. */
  private static final long LITTLE = 150_000;

  private static final int DROPPED = 2;
  private static final Duration STALE = Duration.ofMinutes(30);

  private final SerialRepository repository;

  Serials(SerialRepository repository) {
    this.repository = repository;
  }

  /**
   * A project whose upstream answers with lower serials than before.
   *
   * @param since the first such look
   * @param looks how many there were
   */
  @Serdeable
  public record Behind(String project, String since, int looks) {}

  /** Whether an upstream's serial is believed; what is gets remembered. */
  public boolean believes(int source, long serial) {
    if (serial < 0 || serial >= NONE) {
      return false;
    }
    Optional<Long> highest = repository.highest(source);
    if (highest.isPresent() && serial > 2 * highest.get() + LEAP) {
      return false;
    }
    // Not for each page: what is a little higher changes nothing above.
    if (highest.isEmpty() || serial > highest.get() + highest.get() / 64 + LITTLE) {
      repository.note(source, serial);
    }
    return true;
  }

  /**
   * Whether a page is to be taken though its serial is lower than the last one; notes that it came.
   */
  public boolean stands(long project, Instant lookedAt) {
    repository.noteLate(project, lookedAt);
    return repository
        .late(project)
        .filter(
            late ->
                late.behindLooks() > DROPPED && !lookedAt.isBefore(late.behindSince().plus(STALE)))
        .isPresent();
  }

  /** The projects of a source of which at least two looks were dropped so, the newest first. */
  public List<Behind> behind(int source, int limit) {
    return repository.late(source, DROPPED, limit).stream()
        .map(late -> new Behind(late.name(), late.behindSince().toString(), late.behindLooks()))
        .toList();
  }
}
