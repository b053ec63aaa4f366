package dev.larder.service.spring;

import dev.larder.service.caller.Caller;
import dev.larder.service.caller.CallerHeader;
import dev.larder.service.caller.UnreadableCaller;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/** Reads who asks. */
public final class CallerFilter implements WebFilter {
  private static final String ATTRIBUTE = Caller.class.getName();

  private final CallerHeader header;

  CallerFilter(CallerHeader header) {
    this.header = header;
  }

  @Override
  public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
    var sent = Optional.ofNullable(exchange.getRequest().getHeaders().getFirst(CallerHeader.NAME));
    try {
      exchange.getAttributes().put(ATTRIBUTE, header.read(sent));
    } catch (UnreadableCaller e) {
      return Refusals.write(exchange, new Refusal(HttpStatus.BAD_REQUEST, e.getMessage()));
    }
    return chain.filter(exchange);
  }

  /** Who asks. */
  public static Caller caller(ServerRequest request) {
    return request.exchange().getRequiredAttribute(ATTRIBUTE);
  }
}
