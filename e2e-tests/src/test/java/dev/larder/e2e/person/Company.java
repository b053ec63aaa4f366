package dev.larder.e2e.person;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.larder.e2e.server.SigningKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * A company's own OpenID provider (OpenID Connect Core 1.0, 3.1), at which somebody is signed in
 * already: its page leads straight back.
 */
final class Company implements AutoCloseable {
  static final String CLIENT = "larder-at-company";
  static final String SECRET = "the-secret-of-larder-at-company";

  private final HttpServer server;
  private final SigningKey key = new SigningKey();
  private final Map<String, String> nonces = new ConcurrentHashMap<>();
  private volatile String person = "nobody";
  private volatile List<String> groups = List.of();

  Company() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext(
        "/.well-known/openid-configuration", exchange -> json(exchange, 200, discovery()));
    server.createContext("/keys", exchange -> json(exchange, 200, key.jwks()));
    server.createContext("/authorize", this::authorize);
    server.createContext("/token", this::token);
    server.start();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** Who sits before the browser, and the groups that they are in. */
  void isSignedIn(String name, String... inGroups) {
    person = name;
    groups = List.of(inGroups);
  }

  private String discovery() {
    return "{\"issuer\":\"%1$s\",\"authorization_endpoint\":\"%1$s/authorize\",\"token_endpoint\":\"%1$s/token\",\"jwks_uri\":\"%1$s/keys\"}"
        .formatted(url());
  }

  private void authorize(HttpExchange exchange) throws IOException {
    try (exchange) {
      Map<String, String> asked = form(exchange.getRequestURI().getRawQuery());
      String code = UUID.randomUUID().toString();
      nonces.put(code, asked.getOrDefault("nonce", ""));
      String back =
          "%s?code=%s&state=%s"
              .formatted(
                  asked.get("redirect_uri"), code, URLEncoder.encode(asked.get("state"), UTF_8));
      exchange.getResponseHeaders().set("Location", back);
      exchange.sendResponseHeaders(302, -1);
    }
  }

  private void token(HttpExchange exchange) throws IOException {
    Map<String, String> asked = form(new String(exchange.getRequestBody().readAllBytes(), UTF_8));
    String nonce = nonces.remove(asked.getOrDefault("code", ""));
    if (nonce == null || !SECRET.equals(asked.get("client_secret"))) {
      json(exchange, 400, "{\"error\":\"invalid_grant\"}");
      return;
    }
    long now = Instant.now().getEpochSecond();
    String claims =
        "{\"iss\":\"%1$s\",\"sub\":\"id-of-%2$s\",\"aud\":\"%3$s\",\"iat\":%4$d,\"exp\":%5$d,\"nonce\":\"%6$s\",\"preferred_username\":\"%2$s\",\"email\":\"%2$s@company.example\",\"groups\":[%7$s]}"
            .formatted(
                url(),
                person,
                CLIENT,
                now,
                now + 300,
                nonce,
                groups.stream().map("\"%s\""::formatted).collect(Collectors.joining(",")));
    json(
        exchange,
        200,
        "{\"access_token\":\"of-no-use\",\"token_type\":\"Bearer\",\"expires_in\":300,\"id_token\":\"%s\"}"
            .formatted(key.sign(claims)));
  }

  private static Map<String, String> form(String text) {
    return Arrays.stream(text.split("&"))
        .map(pair -> pair.split("=", 2))
        .filter(pair -> pair.length == 2)
        .collect(
            Collectors.toMap(
                pair -> URLDecoder.decode(pair[0], UTF_8),
                pair -> URLDecoder.decode(pair[1], UTF_8)));
  }

  private static void json(HttpExchange exchange, int status, String body) throws IOException {
    try (exchange) {
      byte[] bytes = body.getBytes(UTF_8);
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      exchange.sendResponseHeaders(status, bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
