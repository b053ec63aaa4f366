package dev.larder.auth.http;

import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.slf4j.MDC;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * The id that a request carries through all services: the gateway's, or a new one where a call
 * comes without a good one. It is in every log line of the request as {@code request_id} and goes
 * onward with every call.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
public final class RequestId implements WebFilter {

  public static final String HEADER = "X-Request-Id";

  private static final String KEY = "request_id";
  private static final Pattern GOOD = Pattern.compile("[A-Za-z0-9._-]{1,64}");

  @Override
  public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
    String sent = exchange.getRequest().getHeaders().getFirst(HEADER);
    String id = sent != null && GOOD.matcher(sent).matches() ? sent : UUID.randomUUID().toString();
    exchange.getAttributes().put(KEY, id);
    exchange.getResponse().getHeaders().set(HEADER, id);
    return chain.filter(exchange);
  }

  /** The id of this exchange; there once the filter has run. */
  static String of(ServerWebExchange exchange) {
    return exchange.getRequiredAttribute(KEY);
  }

  /** Puts the id into this thread's log lines until closed. */
  static MDC.MDCCloseable inLog(ServerWebExchange exchange) {
    return MDC.putCloseable(KEY, of(exchange));
  }

  /** Runs work on this thread with the id in its log lines. */
  static <T> T during(String id, Supplier<T> work) {
    try (var _ = MDC.putCloseable(KEY, id)) {
      return work.get();
    }
  }

  /** The id of the request that this thread works for. */
  public static Optional<String> current() {
    return Optional.ofNullable(MDC.get(KEY));
  }
}
