package dev.larder.index.describe;

import dev.larder.index.clock.CatalogueClock;
import dev.larder.index.database.Database;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * Which projects come next: first what somebody has just uploaded or asked for, then all others by
 * their ids, again and again. Where it is it knows only itself; what is read is written down, so
 * whoever takes over finds what is left.
 */
final class Backlog {
  /** So many at once at most: whatever is more urgent waits for no more. */
  static final int BATCH = 20;

  private static final int SERIALS = 100;
  private static final int IDS = 500;

  /** All of them are looked through again no sooner than that. */
  private static final Duration PAUSE = Duration.ofMinutes(1);

  /** And no later: a source may have come into a repository. */
  private static final Duration ANYWAY = Duration.ofHours(1);

  private final Database database;
  private final CatalogueClock clock;
  private final DueProjects projects;
  private final LongSupplier nanoseconds;

  private long told;
  private final Deque<DueProject> ahead = new ArrayDeque<>();
  private boolean ended;
  private long endedAt;
  private long id;
  private long begun;

  /**
   * Begins with the changes that are still to come, and with the first id.
   *
   * @param nanoseconds as {@link System#nanoTime}
   */
  Backlog(Database database, CatalogueClock clock, DueProjects projects, LongSupplier nanoseconds) {
    this.database = database;
    this.clock = clock;
    this.projects = projects;
    this.nanoseconds = nanoseconds;
    this.told = database.read(clock::newest).serial();
    this.begun = told;
  }

  /** The next ones; none if there are none now. */
  List<DueProject> next() {
    List<DueProject> changed = changed();
    return changed.isEmpty() ? others() : changed;
  }

  private List<DueProject> changed() {
    long newest = database.read(clock::newest).serial();
    while (told < newest) {
      long upTo = Math.min(newest, told + SERIALS);
      long after = told;
      List<DueProject> due = database.read(() -> projects.changed(after, upTo));
      told = upTo;
      if (!due.isEmpty()) {
        return due;
      }
    }
    return List.of();
  }

  private List<DueProject> others() {
    if (ended && !beginsAgain()) {
      return List.of();
    }
    long last = database.read(projects::last);
    while (ahead.isEmpty() && id < last) {
      long after = id;
      ahead.addAll(database.read(() -> projects.between(after, after + IDS)));
      id += IDS;
    }
    List<DueProject> batch = new ArrayList<>();
    while (batch.size() < BATCH && !ahead.isEmpty()) {
      batch.add(ahead.remove());
    }
    if (batch.isEmpty()) {
      ended = true;
      endedAt = nanoseconds.getAsLong();
    }
    return batch;
  }

  private boolean beginsAgain() {
    long since = nanoseconds.getAsLong() - endedAt;
    if (since < PAUSE.toNanos()
        || since < ANYWAY.toNanos() && !database.read(() -> projects.moreSince(begun))) {
      return false;
    }
    begun = database.read(clock::newest).serial();
    id = 0;
    ended = false;
    return true;
  }
}
