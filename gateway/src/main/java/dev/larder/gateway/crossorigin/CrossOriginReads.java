package dev.larder.gateway.crossorigin;

import dev.larder.gateway.error.Answers;
import org.springframework.cloud.gateway.filter.GatewayFilter;
import org.springframework.cloud.gateway.filter.GatewayFilterChain;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/**
 * Lets pages of other sites read what anyone may read, as PyPI does: installers that run in a
 * browser do it. An answer that rests on credentials isn't theirs.
 */
public final class CrossOriginReads implements GatewayFilter {
  /** PyPI's, and what a part of a file is asked for with. */
  private static final String SENT =
      "Content-Type, If-Match, If-Modified-Since, If-None-Match, If-Range, If-Unmodified-Since, Range";

  /** Besides what a script may always see. */
  private static final String SEEN =
      "Accept-Ranges, Content-Length, Content-Range, ETag, X-PyPI-Last-Serial";

  private static final String METHODS = "GET, HEAD, OPTIONS";

  /** How long a browser may keep that, in seconds. */
  private static final String A_DAY = "86400";

  /** Answers {@code OPTIONS}, which says the same of every repository. */
  public static Mono<Void> preflight(ServerWebExchange exchange) {
    HttpHeaders headers = exchange.getResponse().getHeaders();
    allow(headers);
    headers.set(HttpHeaders.ACCESS_CONTROL_ALLOW_METHODS, METHODS);
    headers.set(HttpHeaders.ACCESS_CONTROL_ALLOW_HEADERS, SENT);
    headers.set(HttpHeaders.ACCESS_CONTROL_MAX_AGE, A_DAY);
    headers.set(HttpHeaders.ALLOW, METHODS);
    return Answers.nothing(exchange, HttpStatus.NO_CONTENT);
  }

  /** Marks the answer once it is known, errors too; always, so that caches needn't vary. */
  @Override
  public Mono<Void> filter(ServerWebExchange exchange, GatewayFilterChain chain) {
    ServerHttpResponse response = exchange.getResponse();
    response.beforeCommit(
        () ->
            Mono.fromRunnable(
                () -> {
                  if (!restsOnCredentials(exchange)) {
                    allow(response.getHeaders());
                  }
                }));
    return chain.filter(exchange);
  }

  private static void allow(HttpHeaders headers) {
    headers.set(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, "*");
    headers.set(HttpHeaders.ACCESS_CONTROL_EXPOSE_HEADERS, SEEN);
  }

  /**
   * What a repository shows only to some is {@code private}, and so may be any error that is told
   * to who has credentials.
   */
  private static boolean restsOnCredentials(ServerWebExchange exchange) {
    ServerHttpResponse response = exchange.getResponse();
    HttpStatusCode status = response.getStatusCode();
    String cache = response.getHeaders().getCacheControl();
    boolean refused = HttpStatus.UNAUTHORIZED.equals(status) || HttpStatus.FORBIDDEN.equals(status);
    boolean isPrivate = cache != null && cache.contains("private");
    boolean told =
        status != null
            && status.isError()
            && exchange.getRequest().getHeaders().containsHeader(HttpHeaders.AUTHORIZATION);
    return refused || isPrivate || told;
  }
}
