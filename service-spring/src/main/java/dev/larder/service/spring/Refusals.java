package dev.larder.service.spring;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.larder.service.problem.Problem;
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
  private final JsonMapper json;

  Refusals(JsonMapper json) {
    this.json = json;
  }

  /** Answers with a refusal; a 401 says how to show credentials (RAUTH-1). */
  public Mono<Void> write(ServerWebExchange exchange, HttpStatus status, String detail) {
    var problem = new Problem(status.getReasonPhrase(), status.value(), detail);
    var request = exchange.getRequest();
    boolean wanted =
        Problem.isWanted(
            request.getPath().value(), request.getHeaders().getOrEmpty(HttpHeaders.ACCEPT));
    byte[] body = wanted ? json.writeValueAsBytes(problem) : problem.line().getBytes(UTF_8);
    var response = exchange.getResponse();
    response.setStatusCode(status);
    HttpHeaders headers = response.getHeaders();
    headers.setContentType(MediaType.parseMediaType(wanted ? Problem.TYPE : Problem.LINE_TYPE));
    headers.setContentLength(body.length);
    headers.setCacheControl("no-store");
    if (status == HttpStatus.UNAUTHORIZED) {
      headers.set(HttpHeaders.WWW_AUTHENTICATE, Problem.CHALLENGE);
    }
    return response.writeWith(Mono.fromSupplier(() -> response.bufferFactory().wrap(body)));
  }
}
