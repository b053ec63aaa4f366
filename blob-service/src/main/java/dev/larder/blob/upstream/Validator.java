package dev.larder.blob.upstream;

import java.time.Duration;
import java.util.Date;
import java.util.Optional;
import java.util.regex.Pattern;
import okhttp3.Response;

/** By what an upstream can be asked for the rest of a file (RFC 9110, 13.1.5). */
final class Validator {
  /** A date is a strong validator only if the file was changed so long before its answer. */
  private static final Duration SETTLED = Duration.ofMinutes(1);

  /** Of what can be sent back. */
  private static final Pattern STRONG = Pattern.compile("\"[!#-~]*\"");

  private Validator() {}

  /** Its strong ETag; without any ETag its date, if nothing can have changed since unseen. */
  static Optional<String> of(Response response) {
    if (!"bytes".equals(response.header("Accept-Ranges", "bytes"))) {
      return Optional.empty();
    }
    String tag = response.header("ETag");
    if (tag != null) {
      return Optional.of(tag).filter(text -> STRONG.matcher(text).matches());
    }
    Date changed = response.headers().getDate("Last-Modified");
    Date answered = response.headers().getDate("Date");
    boolean settled =
        changed != null
            && answered != null
            && !changed.toInstant().plus(SETTLED).isAfter(answered.toInstant());
    return settled ? Optional.of(response.header("Last-Modified")) : Optional.empty();
  }
}
