package dev.larder.gateway.home;

import dev.larder.gateway.address.Arrival;
import dev.larder.service.spring.WholeAnswer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** {@code GET /}: what this is and how to use it, with the address under which the reader came. */
public final class HomePage {
  private static final MediaType HTML = new MediaType("text", "html", StandardCharsets.UTF_8);
  private static final String PLACE = "{{address}}";

  private final String template;

  public HomePage() {
    try (InputStream page = HomePage.class.getResourceAsStream("home.html")) {
      template = new String(page.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public Mono<Void> answer(ServerWebExchange exchange) {
    HttpHeaders headers = exchange.getResponse().getHeaders();
    headers.setCacheControl("no-cache");
    headers.set(HttpHeaders.VARY, HttpHeaders.HOST);
    headers.set(
        "Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'; img-src data:");
    headers.set("X-Content-Type-Options", "nosniff");
    String page = template.replace(PLACE, Arrival.of(exchange).base().toString());
    return WholeAnswer.write(exchange, HttpStatus.OK, HTML, page.getBytes(StandardCharsets.UTF_8));
  }
}
