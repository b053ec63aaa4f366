package dev.larder.sync.look;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.larder.service.contract.LookContract;
import io.micronaut.context.annotation.Property;
import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

@MicronautTest(transactional = false)
@Property(name = "larder.secret", value = LookContractTest.SECRET)
@Property(name = "larder.port", value = "-1")
class LookContractTest extends LookContract {
  static final String SECRET = "s3cret";

  private static final String JSON = "application/vnd.pypi.simple.v1+json";
  private static final String ROOT =
      "{\"meta\":{\"api-version\":\"1.1\"},\"projects\":[{\"name\":\"demo\"}]}";
  private static final String DEMO =
      """
      {"meta":{"api-version":"1.1"},"name":"demo","versions":["1.0"],"files":[
       {"filename":"demo-1.0.tar.gz","url":"../files/demo-1.0.tar.gz","hashes":{"sha256":"%s"},
        "size":1000,"upload-time":"2020-01-02T03:04:05.000000Z"}]}"""
          .formatted("0".repeat(64));

  private static final String RELEASE =
      """
      {"info":{"author":"Ada","author_email":"","description":"# Demo","license":null,
        "project_urls":{"Home":"https://demo.example/"},"requires_dist":["other>=1"],
        "summary":"A demo"},"last_serial":1,"urls":[],"vulnerabilities":[]}""";

  private static final String HOME =
      "<html><h1>Welcome</h1><a href='https://elsewhere.example/'>here</a></html>";

  private static HttpServer upstream;
  private final EmbeddedServer server;

  LookContractTest(EmbeddedServer server) {
    this.server = server;
  }

  @BeforeAll
  static void open() throws IOException {
    upstream = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    upstream.createContext("/", LookContractTest::answer);
    upstream.start();
  }

  @AfterAll
  static void close() {
    upstream.stop(0);
  }

  private static void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      switch (exchange.getRequestURI().getPath()) {
        case "/simple/" -> send(exchange, 200, JSON, ROOT);
        case "/simple/demo/" -> demo(exchange);
        case "/simple/closed/" -> send(exchange, 403, "text/plain", "no");
        case "/simple/busy/" -> {
          exchange.getResponseHeaders().set("Retry-After", "30");
          send(exchange, 503, "text/plain", "later");
        }
        case "/pypi/demo/1.0/json" -> send(exchange, 200, "application/json", RELEASE);
        case "/pypi/busy/1.0/json" -> {
          exchange.getResponseHeaders().set("Retry-After", "30");
          send(exchange, 503, "text/plain", "later");
        }
        case "/home/" -> send(exchange, 200, "text/html", HOME);
        default -> send(exchange, 404, "text/plain", "nothing");
      }
    }
  }

  private static void demo(HttpExchange exchange) throws IOException {
    if ("\"1\"".equals(exchange.getRequestHeaders().getFirst("If-None-Match"))) {
      exchange.sendResponseHeaders(304, -1);
    } else {
      exchange.getResponseHeaders().set("ETag", "\"1\"");
      send(exchange, 200, JSON, DEMO);
    }
  }

  private static void send(HttpExchange exchange, int status, String type, String text)
      throws IOException {
    byte[] body = text.getBytes(UTF_8);
    exchange.getResponseHeaders().set("Content-Type", type);
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
  }

  private static URI url(String path) {
    return URI.create("http://127.0.0.1:%d%s".formatted(upstream.getAddress().getPort(), path));
  }

  @Override
  protected URI service() {
    return server.getURI();
  }

  @Override
  protected String secret() {
    return SECRET;
  }

  @Override
  protected URI upstream() {
    return url("/simple/");
  }

  @Override
  protected URI home() {
    return url("/home/");
  }
}
