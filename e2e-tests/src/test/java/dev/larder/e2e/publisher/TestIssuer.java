package dev.larder.e2e.publisher;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.larder.e2e.server.SigningKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/** A CI system: its OIDC provider, and where its jobs get their tokens as GitHub's do. */
final class TestIssuer implements AutoCloseable {
  private static final String REQUEST_TOKEN = "of-this-job";

  private final HttpServer server;
  private final SigningKey key = new SigningKey();
  private volatile String subject = "nobody";

  TestIssuer() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/.well-known/openid-configuration", e -> answer(e, discovery()));
    server.createContext("/keys", e -> answer(e, key.jwks()));
    server.createContext(
        "/token",
        e ->
            answer(
                e,
                "Bearer %s"
                        .formatted(REQUEST_TOKEN)
                        .equals(e.getRequestHeaders().getFirst("Authorization"))
                    ? "{\"value\":\"%s\"}".formatted(token(subject, audience(e)))
                    : "{}"));
    server.start();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** What a job with this subject finds in its environment. */
  Map<String, String> environment(String job) {
    subject = job;
    return Map.of(
        "GITHUB_ACTIONS",
        "true",
        "ACTIONS_ID_TOKEN_REQUEST_URL",
        url() + "/token?api-version=2.0",
        "ACTIONS_ID_TOKEN_REQUEST_TOKEN",
        REQUEST_TOKEN);
  }

  private static String audience(HttpExchange exchange) {
    return exchange.getRequestURI().getQuery().replaceFirst("^.*audience=", "");
  }

  /** The token of a job with this subject. */
  String token(String subject, String audience) {
    long now = Instant.now().getEpochSecond();
    return key.sign(
        "{\"iss\":\"%s\",\"sub\":\"%s\",\"aud\":\"%s\",\"jti\":\"%s\",\"iat\":%d,\"nbf\":%d,\"exp\":%d}"
            .formatted(url(), subject, audience, UUID.randomUUID(), now, now, now + 600));
  }

  private String discovery() {
    return "{\"issuer\":\"%s\",\"jwks_uri\":\"%s/keys\"}".formatted(url(), url());
  }

  private static void answer(HttpExchange exchange, String body) throws IOException {
    try (exchange) {
      byte[] bytes = body.getBytes(UTF_8);
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      exchange.sendResponseHeaders(200, bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
