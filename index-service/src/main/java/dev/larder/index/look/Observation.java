package dev.larder.index.look;

import dev.larder.index.project.Status;
import dev.larder.index.upstream.LeftOut;
import jakarta.annotation.Nullable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What an upstream answered about a project. */
public sealed interface Observation {

  /** An answer that says something about the project. */
  sealed interface Answer extends Observation {}

  /**
   * Its page.
   *
   * @param serial the upstream's, or null
   * @param leftOut what isn't taken over from it
   */
  record Page(
      @Nullable String etag,
      @Nullable Long serial,
      Optional<Status> status,
      List<ListedFile> files,
      List<LeftOut> leftOut)
      implements Answer {

    /** The same page, of which nobody knows a serial. */
    Page withoutSerial(LeftOut why) {
      List<LeftOut> more = new ArrayList<>(leftOut);
      more.add(why);
      return new Page(etag, null, status, files, more);
    }
  }

  /** The same page as at the last look. */
  record Unchanged() implements Answer {}

  /** A definite no. */
  record Missing() implements Answer {}

  /**
   * No answer.
   *
   * @param status 502, 503 or 504
   * @param upstream how a sentence about it begins
   * @param reason why, in one line
   * @param retryAfter in how many seconds to ask again, of trouble that may pass
   * @param ours whether the upstream has nothing to do with it, as it wasn't asked
   */
  record Failed(int status, String upstream, String reason, @Nullable Long retryAfter, boolean ours)
      implements Observation {
    /** One line that names the upstream and says why. */
    String detail() {
      return "%s failed: %s".formatted(upstream, reason);
    }
  }
}
