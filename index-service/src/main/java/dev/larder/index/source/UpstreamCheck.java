package dev.larder.index.source;

import jakarta.annotation.Nullable;
import java.util.List;

/** Asks whether there is an upstream where an administrator says; sync-service does it. */
interface UpstreamCheck {

  sealed interface Verdict {}

  /**
   * There is one, or may be.
   *
   * @param inside the kinds of inside addresses in which its host is; null where nobody knows
   * @param warning one line about what is doubtful, or null
   */
  record Good(@Nullable List<String> inside, @Nullable String warning) implements Verdict {}

  /**
   * There is none, or nobody can tell now.
   *
   * @param detail why, without its end
   */
  record Bad(String detail) implements Verdict {}

  /**
   * Asks, and waits for the answer.
   *
   * @param source the name of the source that the upstream is to feed
   */
  Verdict check(String source, Upstream upstream);
}
