package dev.larder.sync.look;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Optional;

/** What came of a look. */
public sealed interface Outcome {
  /**
   * The upstream has the project.
   *
   * @param etag to be sent with the next look, or null
   * @param serial the upstream's serial of the project, or null
   * @param status the project's status (PEP 792) unless it is active, or null
   * @param statusReason why, or null
   * @param url where the page was found
   * @param files what is on it
   */
  record Page(
      String etag, Long serial, String status, String statusReason, String url, PackedFiles files)
      implements Outcome {}

  /** The project is as it was when the etag was given. */
  record Unchanged() implements Outcome {}

  /** A definite no. */
  record Missing() implements Outcome {}

  /**
   * Nobody knows.
   *
   * @param status 503 when it may pass soon, or this service has no room for it now, 504 when there
   *     was no answer in time, else 502
   * @param detail one line that names the upstream and says why
   * @param retryAfter when to ask again, of what may pass
   * @param ours whether the upstream has nothing to do with it
   * @param away whether the upstream gave no answer that is meant for this project alone: none at
   *     all, or one that passes
   */
  record Failed(
      int status, String detail, Optional<Duration> retryAfter, boolean ours, boolean away)
      implements Outcome {
    private static final Duration ROOM_AGAIN = Duration.ofSeconds(5);

    public Failed(int status, String detail) {
      this(status, detail, Optional.empty(), false, false);
    }

    /** Why, without the upstream's name and the end of the sentence. */
    public String reason(Look look) {
      String subject = look.upstream() + " ";
      String reason = detail.startsWith(subject) ? detail.substring(subject.length()) : detail;
      return reason.endsWith(".") ? reason.substring(0, reason.length() - 1) : reason;
    }

    /** The upstream gave no answer. */
    public static Failed silent(int status, Look look, String reason) {
      return new Failed(
          status, "%s %s.".formatted(look.upstream(), reason), Optional.empty(), false, true);
    }

    /** The upstream's trouble may pass. */
    public static Failed passing(Look look, String reason, Duration retryAfter) {
      return new Failed(
          503, "%s %s.".formatted(look.upstream(), reason), Optional.of(retryAfter), false, true);
    }

    /** The upstream answered nonsense. */
    public static Failed because(Look look, String reason) {
      return new Failed(502, "%s %s.".formatted(look.upstream(), reason));
    }

    /** Its page has more than this service can hold. */
    public static Failed tooLarge(Look look) {
      return because(
          look, "has a page of %s that is larger than can be held".formatted(look.project()));
    }

    /** So many pages are being read that there is no room for its one now. */
    public static Failed noRoom(Look look) {
      return new Failed(
          503,
          "Too many large pages are being read: there is no room for the one of %s in source '%s' now; try again."
              .formatted(look.project(), look.source()),
          Optional.of(ROOM_AGAIN),
          true,
          false);
    }

    /** The upstream didn't answer in time. */
    public static Failed late(Look look, Duration timeout) {
      String seconds =
          BigDecimal.valueOf(timeout.toMillis(), 3).stripTrailingZeros().toPlainString();
      return silent(504, look, "did not answer within %s s".formatted(seconds));
    }
  }
}
