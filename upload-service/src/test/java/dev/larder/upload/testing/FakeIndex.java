package dev.larder.upload.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.micronaut.json.JsonMapper;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * index-service as docs/contracts/index-service.md describes it: sources {@code private} (1,
 * local-python), {@code pypi} (2, pypi), {@code other} (3, local-python), {@code small} (4, files
 * of at most 100 bytes) and {@code wide} (1 too, of at most 99 GB); keeps what was published by
 * name and sha256.
 */
public final class FakeIndex implements AutoCloseable {

  public static final String SECRET = "services-only";

  private final JsonMapper json = JsonMapper.createDefault();
  private final HttpServer server;
  private final List<Map<String, Object>> published = new ArrayList<>();
  private final List<String> requestIds = new ArrayList<>();
  private final Map<String, String> names = new HashMap<>();
  private final java.util.Set<String> keys = new java.util.HashSet<>();
  private int status;
  private int lost;

  public FakeIndex() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::handle);
    server.start();
  }

  public String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** Bodies of publishing calls that were answered by 200. */
  public synchronized List<Map<String, Object>> published() {
    return List.copyOf(published);
  }

  public synchronized List<String> requestIds() {
    return List.copyOf(requestIds);
  }

  /** Every publishing call is answered by this status; 0: as usual. */
  public synchronized void answerPublishingWith(int newStatus) {
    status = newStatus;
  }

  /** So many publishing calls are done and not answered. */
  public synchronized void loseAnswers(int newLost) {
    lost = newLost;
  }

  private synchronized void handle(HttpExchange exchange) throws IOException {
    byte[] body = exchange.getRequestBody().readAllBytes();
    requestIds.add(exchange.getRequestHeaders().getFirst("X-Request-Id"));
    if (!SECRET.equals(exchange.getRequestHeaders().getFirst("Larder-Secret"))) {
      problem(exchange, 403, "no secret");
      return;
    }
    switch (exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath()) {
      case "GET /internal/sources/private" ->
          answer(exchange, 200, "{\"id\":1,\"name\":\"private\",\"type\":\"local-python\"}");
      case "GET /internal/sources/pypi" ->
          answer(exchange, 200, "{\"id\":2,\"name\":\"pypi\",\"type\":\"pypi\"}");
      case "GET /internal/sources/other" ->
          answer(exchange, 200, "{\"id\":3,\"name\":\"other\",\"type\":\"local-python\"}");
      case "GET /internal/sources/small" ->
          answer(
              exchange,
              200,
              "{\"id\":4,\"name\":\"small\",\"type\":\"local-python\",\"maxFileSize\":100}");
      case "GET /internal/sources/wide" ->
          answer(
              exchange,
              200,
              "{\"id\":1,\"name\":\"wide\",\"type\":\"local-python\",\"maxFileSize\":99999999999}");
      case "POST /internal/sources/1/files" -> publish(exchange, "1/", body);
      case "POST /internal/sources/3/files" -> publish(exchange, "3/", body);
      case "POST /internal/kept/known" -> known(exchange, body);
      default -> problem(exchange, 404, "nothing here");
    }
  }

  @SuppressWarnings("unchecked")
  private void publish(HttpExchange exchange, String source, byte[] body) throws IOException {
    if (status != 0) {
      problem(exchange, status, "as the test wants it");
      return;
    }
    Map<String, Object> file = json.readValue(body, Map.class);
    String name = source + file.get("filename");
    String sha256 = file.get("sha256").toString();
    boolean replace = Boolean.TRUE.equals(file.get("replace"));
    String known = replace ? names.put(name, sha256) : names.putIfAbsent(name, sha256);
    if (!replace && known != null && !known.equals(sha256)) {
      problem(exchange, 409, name + " exists with other bytes");
      return;
    }
    if (known == null || !known.equals(sha256)) {
      keys.add(file.get("key").toString());
    }
    if (lost > 0) {
      lost--;
      exchange.close();
      return;
    }
    published.add(file);
    String outcome = known == null ? "published" : known.equals(sha256) ? "identical" : "replaced";
    answer(
        exchange, 200, "{\"outcome\":\"%s\",\"serial\":%d}".formatted(outcome, published.size()));
  }

  private void known(HttpExchange exchange, byte[] body) throws IOException {
    if (status == 503) {
      problem(exchange, status, "as the test wants it");
      return;
    }
    var known =
        ((List<?>) json.readValue(body, Map.class).get("keys"))
            .stream().filter(keys::contains).map(key -> "\"" + key + "\"").toList();
    answer(exchange, 200, "{\"known\":[%s]}".formatted(String.join(",", known)));
  }

  /** A row that names the object, as an upload leaves it whose answer was lost. */
  public synchronized void commit(String key) {
    keys.add(key);
  }

  private static void problem(HttpExchange exchange, int status, String detail) throws IOException {
    answer(
        exchange,
        status,
        "{\"title\":\"x\",\"status\":%d,\"detail\":\"%s\"}".formatted(status, detail));
  }

  private static void answer(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(UTF_8);
    exchange.getResponseHeaders().add("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
