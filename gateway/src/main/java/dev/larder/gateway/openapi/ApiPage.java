package dev.larder.gateway.openapi;

import dev.larder.gateway.address.Arrival;
import dev.larder.gateway.error.Answers;
import dev.larder.service.spring.Refusal;
import dev.larder.service.spring.WholeAnswer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/**
 * {@code GET /__api__/}: a page to read and try the API (Swagger UI), with everything that it needs
 * from here: it asks no other host, and its policy lets it ask none.
 */
public final class ApiPage {
  private static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
          + " connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
  private static final MediaType HTML = MediaType.TEXT_HTML;
  private static final MediaType SCRIPT = new MediaType("text", "javascript");
  private static final MediaType STYLE = new MediaType("text", "css");

  private final String version;
  private final Map<String, File> files;

  /** A file of this page, in the jars. */
  private record File(String place, MediaType type) {
    byte[] read() {
      try (InputStream in = ApiPage.class.getResourceAsStream(place)) {
        return in.readAllBytes();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /**
   * @param version the gateway's, a part of the files' ETags
   */
  public ApiPage(String version) {
    String swagger = swaggerVersion();
    String folder = "/META-INF/resources/webjars/swagger-ui/" + swagger + "/";
    this.version = version + "-" + swagger;
    this.files =
        Map.of(
            "", new File("page.html", HTML),
            "page.js", new File("page.js", SCRIPT),
            "swagger-ui-bundle.js", new File(folder + "swagger-ui-bundle.js", SCRIPT),
            "swagger-ui.css", new File(folder + "swagger-ui.css", STYLE));
  }

  /** Answers with the page, or with the file beside it that the last part of the path names. */
  public Mono<Void> answer(ServerWebExchange exchange) {
    String path = Arrival.of(exchange).path();
    return Optional.ofNullable(files.get(path.substring(path.lastIndexOf('/') + 1)))
        .map(file -> send(exchange, file))
        .orElseGet(
            () ->
                Answers.refuse(
                    exchange,
                    new Refusal(HttpStatus.NOT_FOUND, "there is no such file of this page")));
  }

  private Mono<Void> send(ServerWebExchange exchange, File file) {
    HttpHeaders headers = exchange.getResponse().getHeaders();
    headers.setCacheControl("no-cache");
    headers.set("Content-Security-Policy", POLICY);
    headers.set("X-Content-Type-Options", "nosniff");
    headers.set("Referrer-Policy", "no-referrer");
    if (exchange.checkNotModified("\"" + version + "\"")) {
      return exchange.getResponse().setComplete();
    }
    return WholeAnswer.write(
        exchange, HttpStatus.OK, new MediaType(file.type(), StandardCharsets.UTF_8), file.read());
  }

  private static String swaggerVersion() {
    Properties properties = new Properties();
    try (InputStream in =
        ApiPage.class.getResourceAsStream(
            "/META-INF/maven/org.webjars/swagger-ui/pom.properties")) {
      properties.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return properties.getProperty("version");
  }
}
