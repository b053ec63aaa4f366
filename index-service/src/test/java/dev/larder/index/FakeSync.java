package dev.larder.index;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.micronaut.core.type.Argument;
import io.micronaut.serde.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.function.Function;

/** A sync-service whose upstreams answer what a test says. */
public final class FakeSync implements AutoCloseable {
  private final HttpServer server;
  private final ObjectMapper json = ObjectMapper.getDefault();
  private final Map<String, Function<Map<String, Object>, Object>> answers =
      new ConcurrentHashMap<>();
  private final Map<String, String> hosts = new ConcurrentHashMap<>();
  private final Map<String, Object> verdicts = new ConcurrentHashMap<>();
  private final List<Map<String, Object>> questions = new CopyOnWriteArrayList<>();
  private volatile CountDownLatch gate = new CountDownLatch(0);

  public FakeSync() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/internal/look", this::look);
    server.createContext("/internal/check", this::check);
    server.start();
  }

  public String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** What a source's upstream says about a project; it says 404 about any other one. */
  public void answer(String source, String project, Object answer) {
    answers.put(source + "/" + project, question -> answer);
  }

  public void answerBy(
      String source, String project, Function<Map<String, Object>, Object> answer) {
    answers.put(source + "/" + project, answer);
  }

  /** In which kinds of inside addresses the host of a source's upstream is. */
  public void inside(String source, String kinds) {
    hosts.put(source, kinds);
  }

  /** What comes of a check of that URL; any other one is an index. */
  public void verdict(String url, Object verdict) {
    verdicts.put(url, verdict);
  }

  private void check(HttpExchange exchange) throws IOException {
    try (exchange) {
      Map<String, Object> question =
          json.readValue(exchange.getRequestBody(), Argument.mapOf(String.class, Object.class));
      Object verdict =
          verdicts.getOrDefault((String) question.get("url"), Map.of("outcome", "index"));
      byte[] body = json.writeValueAsBytes(verdict);
      exchange.getResponseHeaders().add("Content-Type", "application/json");
      exchange.sendResponseHeaders(200, body.length);
      exchange.getResponseBody().write(body);
    }
  }

  /** From now on answers wait until the latch is opened. */
  public CountDownLatch hold() {
    gate = new CountDownLatch(1);
    return gate;
  }

  /** What was asked about a project, in order. */
  public List<Map<String, Object>> questions(String source, String project) {
    return questions.stream()
        .filter(q -> q.get("source").equals(source) && q.get("project").equals(project))
        .toList();
  }

  private void look(HttpExchange exchange) throws IOException {
    try (exchange) {
      Map<String, Object> question =
          json.readValue(exchange.getRequestBody(), Argument.mapOf(String.class, Object.class));
      question.put("secret", exchange.getRequestHeaders().getFirst("Larder-Secret"));
      question.put("requestId", exchange.getRequestHeaders().getFirst("X-Request-Id"));
      questions.add(question);
      gate.await();
      Object answer =
          answers
              .getOrDefault(question.get("source") + "/" + question.get("project"), q -> missing())
              .apply(question);
      byte[] body = json.writeValueAsBytes(answer);
      String inside = hosts.get(String.valueOf(question.get("source")));
      if (inside != null) {
        exchange.getResponseHeaders().add("Larder-Inside", inside);
      }
      exchange.getResponseHeaders().add("Content-Type", "application/json");
      exchange.sendResponseHeaders(200, body.length);
      exchange.getResponseBody().write(body);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  public static Map<String, Object> missing() {
    return Map.of("outcome", "missing");
  }

  public static Map<String, Object> unchanged() {
    return Map.of("outcome", "unchanged");
  }

  public static Map<String, Object> failed(int status, String detail) {
    return Map.of("outcome", "failed", "status", status, "detail", detail);
  }

  /** Sync-service has no room itself. */
  public static Map<String, Object> full() {
    return Map.of("outcome", "failed", "status", 503, "detail", "no room", "ours", true);
  }

  public static Map<String, Object> page(String etag, ListedFiles... files) {
    return Map.of(
        "outcome",
        "page",
        "url",
        "https://upstream.example/found/",
        "etag",
        etag,
        "files",
        List.of(files).stream().map(ListedFiles::map).toList());
  }

  @Override
  public void close() {
    gate.countDown();
    server.stop(0);
  }
}
