package dev.larder.sync.run;

import java.time.Duration;
import java.time.Instant;

/** What is to happen with a run that fetches pages. */
public sealed interface Next {
  /** More failures than that are the upstream's state, not a few projects'. */
  long MOST_FAILURES = 10_000;

  /** How it is told that somebody ended it. */
  String CANCELLED = "cancelled; what was taken over stays";

  /** Nothing yet. */
  record Wait() implements Next {}

  /** What failed is asked for again from then on. */
  record AgainAt(Instant at) implements Next {}

  /** What failed is asked for again. */
  record Again() implements Next {}

  /** All that could be looked at is in the catalogue. */
  record Finish() implements Next {}

  /**
   * It ends otherwise.
   *
   * @param message why, in one line
   */
  record End(State state, String message) implements Next {}

  /**
   * Decides it.
   *
   * @param retryAfter how long after its first pages a run asks again for what failed; later tries
   *     wait four times as long each
   * @param tries how often it does
   */
  static Next of(Run run, Situation now, Duration retryAfter, int tries) {
    if (run.cancelled()) {
      return new End(State.CANCELLED, CANCELLED);
    }
    if (now.failed() > MOST_FAILURES) {
      return new End(
          State.FAILED,
          "%,d packages could not be looked at; see 'failures', and that the upstream is well"
              .formatted(now.failed()));
    }
    if (now.chunks() > 0 || now.batches() > 0) {
      return new Wait();
    }
    if (now.failed() == 0 || run.tries() >= tries) {
      return new Finish();
    }
    if (run.againAt() == null) {
      return new AgainAt(now.now().plus(retryAfter.multipliedBy(1L << (2 * run.tries()))));
    }
    return now.now().isBefore(run.againAt()) ? new Wait() : new Again();
  }
}
