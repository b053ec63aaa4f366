package dev.larder.index.look;

import dev.larder.index.project.Project.Look;
import dev.larder.index.project.Status;
import dev.larder.index.upstream.LeftOut;
import jakarta.annotation.Nullable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongPredicate;

/** What an upstream answered about a project. */
public sealed interface Observation {

  /** An answer that says something about the project. */
  sealed interface Answer extends Observation {

    /**
     * What is known of the last look when this is what it brought.
     *
     * @param before what was known of the last look before it
     * @param at when it was made
     */
    Look look(@Nullable Look before, Instant at);

    /** The same without a serial that isn't believed. */
    default Answer believed(LongPredicate believes) {
      return this;
    }

    /** Whether it is of a lower serial than the last look. */
    default boolean isBehind(@Nullable Look last) {
      return false;
    }
  }

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
    private static final LeftOut BEYOND =
        new LeftOut("serial", "far beyond what this upstream can have come to", 1, List.of());

    @Override
    public Look look(@Nullable Look before, Instant at) {
      return new Look(at, true, serial != null || before == null ? serial : before.serial(), etag);
    }

    @Override
    public Page believed(LongPredicate believes) {
      if (serial == null || believes.test(serial)) {
        return this;
      }
      List<LeftOut> more = new ArrayList<>(leftOut);
      more.add(BEYOND);
      return new Page(etag, null, status, files, more);
    }

    @Override
    public boolean isBehind(@Nullable Look last) {
      return serial != null && last != null && last.serial() != null && serial < last.serial();
    }
  }

  /** The same page as at the last look. */
  record Unchanged() implements Answer {
    @Override
    public Look look(@Nullable Look before, Instant at) {
      return before == null
          ? new Look(at, false, null, null)
          : new Look(at, before.found(), before.serial(), before.etag());
    }
  }

  /** A definite no. */
  record Missing() implements Answer {
    @Override
    public Look look(@Nullable Look before, Instant at) {
      return new Look(at, false, before == null ? null : before.serial(), null);
    }
  }

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
