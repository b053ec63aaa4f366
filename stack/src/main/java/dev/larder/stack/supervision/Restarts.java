package dev.larder.stack.supervision;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** How often each part has ended by itself since the start, when last, and why. */
public final class Restarts {
  private final Instant since;
  private final Map<String, Restart> parts = new TreeMap<>();

  /**
   * @param since when the stack was started
   */
  public Restarts(Instant since) {
    this.since = since;
  }

  /**
   * A part that ended, or couldn't be started again.
   *
   * @param count how often it ended
   * @param last when that was
   * @param reason why it ended then, or can't be started since
   * @param running whether it has been ready since
   */
  public record Restart(
      String part, int count, Instant last, Failure.Reason reason, boolean running) {}

  public Instant since() {
    return since;
  }

  /** By the names of the parts; those that never failed are not among them. */
  public synchronized List<Restart> list() {
    return new ArrayList<>(parts.values());
  }

  synchronized void ended(String part, Instant at, Failure.Reason reason) {
    Restart before = parts.get(part);
    int count = before == null ? 1 : before.count() + 1;
    parts.put(part, new Restart(part, count, at, reason, false));
  }

  synchronized void notStarted(String part, Instant at, Failure.Reason reason) {
    Restart before = parts.get(part);
    parts.put(
        part,
        before == null
            ? new Restart(part, 0, at, reason, false)
            : new Restart(part, before.count(), before.last(), reason, false));
  }

  synchronized void ready(String part) {
    parts.computeIfPresent(
        part,
        (name, known) -> new Restart(name, known.count(), known.last(), known.reason(), true));
  }
}
