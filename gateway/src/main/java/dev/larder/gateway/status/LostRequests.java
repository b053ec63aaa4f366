package dev.larder.gateway.status;

import dev.larder.gateway.error.Failures;
import dev.larder.gateway.requestid.RequestLog;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import org.springframework.web.server.ServerWebExchange;

/**
 * When requests that a service was answering lost their connection to it: those that were under way
 * when it ended. Which ones they were is in the log.
 */
public final class LostRequests {
  /** Between the end of a process and the word of it. */
  private static final Duration NEAR = Duration.ofSeconds(10);

  private static final int KEPT = 1_000;

  private final InstantSource clock;
  private final Map<String, Deque<Instant>> lost = new HashMap<>();

  public LostRequests(InstantSource clock) {
    this.clock = clock;
  }

  /** Counts a request whose answer failed because the connection to its service broke. */
  public void note(ServerWebExchange exchange, Throwable failure) {
    if (Failures.isLostConnection(failure)) {
      RequestLog.service(exchange).ifPresent(this::add);
    }
  }

  /** How many a part lost about that time; a thousand at most. */
  synchronized long about(String part, Instant end) {
    return lost.entrySet().stream()
        .filter(entry -> entry.getKey().equalsIgnoreCase(part))
        .flatMap(entry -> entry.getValue().stream())
        .filter(at -> Duration.between(at, end).abs().compareTo(NEAR) <= 0)
        .count();
  }

  private synchronized void add(String service) {
    Deque<Instant> times = lost.computeIfAbsent(service, fresh -> new ArrayDeque<>());
    if (times.size() == KEPT) {
      times.removeFirst();
    }
    times.addLast(clock.instant());
  }
}
