package dev.larder.service.request;

import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.slf4j.MDC;

/**
 * The id that a request has in every log line, call and event that it causes: {@code
 * [A-Za-z0-9._-]{1,64}}.
 */
public final class RequestId {
  /** The header it travels in. */
  public static final String HEADER = "X-Request-Id";

  /** Its name in log lines. */
  public static final String MDC_KEY = "request_id";

  private static final Pattern GOOD = Pattern.compile("[A-Za-z0-9._-]{1,64}");

  private RequestId() {}

  /** A new one, 16 hex digits. */
  public static String create() {
    return HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
  }

  /** The id that came with a request if it is exactly one good one, else a new one. */
  public static String of(List<String> sent) {
    return sent.size() == 1 && GOOD.matcher(sent.getFirst()).matches() ? sent.getFirst() : create();
  }

  /** The id of the request that this thread works for. */
  public static Optional<String> current() {
    return Optional.ofNullable(MDC.get(MDC_KEY));
  }

  /** Does something on this thread for the request with this id. */
  public static <T> T during(String id, Supplier<T> work) {
    String previous = MDC.get(MDC_KEY);
    MDC.put(MDC_KEY, id);
    try {
      return work.get();
    } finally {
      if (previous == null) {
        MDC.remove(MDC_KEY);
      } else {
        MDC.put(MDC_KEY, previous);
      }
    }
  }

  /** The same work, for the request of the thread that calls this, whoever does it. */
  public static Runnable carried(Runnable work) {
    Optional<String> id = current();
    return () -> with(id, work);
  }

  /** Does something for a request, or for none. */
  public static void with(Optional<String> id, Runnable work) {
    if (id.isEmpty()) {
      work.run();
      return;
    }
    during(
        id.get(),
        () -> {
          work.run();
          return null;
        });
  }

  /** Starts a virtual thread that works for the same request. */
  public static Thread start(String name, Runnable work) {
    return Thread.ofVirtual().name(name).start(carried(work));
  }
}
