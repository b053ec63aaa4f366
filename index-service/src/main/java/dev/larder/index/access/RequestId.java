package dev.larder.index.access;

import jakarta.annotation.Nullable;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.slf4j.MDC;

/** The id that a request has in every log line, call and event that it causes. */
public final class RequestId {
  public static final String HEADER = "X-Request-Id";
  static final String MDC_KEY = "request_id";
  private static final Pattern GOOD = Pattern.compile("[A-Za-z0-9._-]{1,64}");

  private RequestId() {}

  /** The id that came with a request if it is a good one, else a new one. */
  static String of(@Nullable String header) {
    return header != null && GOOD.matcher(header).matches() ? header : UUID.randomUUID().toString();
  }

  /** The id of the request that this thread works for. */
  public static Optional<String> current() {
    return Optional.ofNullable(MDC.get(MDC_KEY));
  }

  /** A task that works for the request of the thread that calls this. */
  public static Runnable carried(Runnable task) {
    Optional<String> id = current();
    return () -> with(id.orElse(null), task);
  }

  /** Does something for a request, or for none. */
  public static void with(@Nullable String id, Runnable task) {
    if (id == null) {
      task.run();
      return;
    }
    try (var ignored = MDC.putCloseable(MDC_KEY, id)) {
      task.run();
    }
  }
}
