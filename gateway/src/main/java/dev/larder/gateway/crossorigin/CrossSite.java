package dev.larder.gateway.crossorigin;

import dev.larder.gateway.address.Arrival;
import dev.larder.gateway.connection.Methods;
import dev.larder.gateway.error.Answers;
import dev.larder.service.spring.Refusal;
import org.springframework.cloud.gateway.filter.GatewayFilterChain;
import org.springframework.cloud.gateway.filter.GlobalFilter;
import org.springframework.cloud.gateway.route.Route;
import org.springframework.cloud.gateway.support.ServerWebExchangeUtils;
import org.springframework.core.Ordered;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/**
 * Keeps pages of other sites from having a browser change something with the credentials that it
 * knows. What isn't a browser sends neither header and passes.
 */
public final class CrossSite implements GlobalFilter, Ordered {
  /** The metadata of routes that pages of other sites may use too. */
  public static final String ALLOWED = "cross-site-allowed";

  @Override
  public Mono<Void> filter(ServerWebExchange exchange, GatewayFilterChain chain) {
    Route route = exchange.getRequiredAttribute(ServerWebExchangeUtils.GATEWAY_ROUTE_ATTR);
    boolean allowed =
        Methods.onlyReads(exchange.getRequest().getMethod())
            || Boolean.TRUE.equals(route.getMetadata().get(ALLOWED));
    String base = Arrival.of(exchange).base().origin();
    return allowed || !isOfAnotherSite(exchange.getRequest().getHeaders(), base)
        ? chain.filter(exchange)
        : Answers.refuse(
            exchange,
            new Refusal(
                HttpStatus.FORBIDDEN,
                "a page of another site may change nothing here; use %s itself, or a client that is no browser"
                    .formatted(base)));
  }

  /** Before anything else is looked at. */
  @Override
  public int getOrder() {
    return HIGHEST_PRECEDENCE + 1;
  }

  /** Whether a browser says so. */
  private static boolean isOfAnotherSite(HttpHeaders headers, String base) {
    String site = headers.getFirst("Sec-Fetch-Site");
    return !"same-origin".equals(site)
        && !"none".equals(site)
        && ("cross-site".equals(site)
            || headers.getOrEmpty(HttpHeaders.ORIGIN).stream()
                .anyMatch(origin -> !plain(origin).equals(plain(base))));
  }

  /** Without the port where it goes without saying, as browsers write it. */
  private static String plain(String origin) {
    String usual = origin.startsWith("https:") ? ":443" : ":80";
    return origin.endsWith(usual) ? origin.substring(0, origin.length() - usual.length()) : origin;
  }
}
