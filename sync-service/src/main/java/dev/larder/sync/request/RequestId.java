package dev.larder.sync.request;

import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.slf4j.MDC;

/** The id of the request that a thread works for; every log line carries it. */
public final class RequestId {
  /** The header it travels in. */
  public static final String HEADER = "X-Request-Id";

  private static final String MDC_KEY = "request_id";
  private static final Pattern GOOD = Pattern.compile("[A-Za-z0-9._-]{1,64}");

  private RequestId() {}

  /** What the thread works for, if for a request. */
  public static Optional<String> current() {
    return Optional.ofNullable(MDC.get(MDC_KEY));
  }

  /** Works for the request with this id, or with a new one when it isn't a good one. */
  public static <T> T working(Optional<String> id, Supplier<T> work) {
    MDC.put(
        MDC_KEY,
        id.filter(i -> GOOD.matcher(i).matches()).orElseGet(() -> UUID.randomUUID().toString()));
    try {
      return work.get();
    } finally {
      MDC.remove(MDC_KEY);
    }
  }
}
