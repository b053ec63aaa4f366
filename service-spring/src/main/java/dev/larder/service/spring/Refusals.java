package dev.larder.service.spring;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.larder.service.problem.Problem;
import io.netty.handler.codec.http.HttpResponseStatus;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/**
 * Refusals as clients understand them: one line of text, or a problem (RFC 9457) to who reads one;
 * never to be stored.
 */
public final class Refusals {
  private static final JsonMapper JSON = new JsonMapper();
  private static final MediaType LINE = MediaType.parseMediaType(Problem.LINE_TYPE);

  private Refusals() {}

  /** Answers with a refusal; a 401 says how to show credentials (RAUTH-1). */
  public static Mono<Void> write(ServerWebExchange exchange, Refusal refusal) {
    return write(exchange, exchange.getRequest().getPath().value(), refusal);
  }

  /** The same where a request's path is another one than that under which it was sent. */
  public static Mono<Void> write(ServerWebExchange exchange, String path, Refusal refusal) {
    HttpStatus status = refusal.status();
    Problem problem = new Problem(status.getReasonPhrase(), status.value(), refusal.detail());
    boolean wanted =
        Problem.isWanted(path, exchange.getRequest().getHeaders().getOrEmpty(HttpHeaders.ACCEPT));
    HttpHeaders headers = exchange.getResponse().getHeaders();
    headers.setCacheControl("no-store");
    if (status == HttpStatus.UNAUTHORIZED) {
      headers.set(HttpHeaders.WWW_AUTHENTICATE, Problem.CHALLENGE);
    }
    refusal.headers().forEach(headers::set);
    return WholeAnswer.write(
        exchange,
        new HttpResponseStatus(status.value(), refusal.reason().orElseGet(status::getReasonPhrase)),
        wanted ? MediaType.APPLICATION_PROBLEM_JSON : LINE,
        wanted ? JSON.writeValueAsBytes(problem) : problem.line().getBytes(UTF_8));
  }
}
