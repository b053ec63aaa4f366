package dev.larder.index;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import dev.larder.service.contract.FakeServer;
import io.micronaut.core.type.Argument;
import io.micronaut.serde.ObjectMapper;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import java.util.stream.Stream;

/** A sync-service whose upstreams answer what a test says. */
public final class FakeSync implements AutoCloseable {
  private final FakeServer server =
      new FakeServer(Fixture.SECRET)
          .at("/internal/look", this::look)
          .at("/internal/check", this::check)
          .at("/internal/describe", this::describe);
  private final ObjectMapper json = ObjectMapper.getDefault();
  private final Map<String, Function<Map<String, Object>, Object>> answers =
      new ConcurrentHashMap<>();
  private final Map<String, String> hosts = new ConcurrentHashMap<>();
  private final Map<String, Object> verdicts = new ConcurrentHashMap<>();
  private final Map<String, Map<String, Object>> descriptions = new ConcurrentHashMap<>();
  private final List<Map<String, Object>> questions = new CopyOnWriteArrayList<>();
  private volatile CountDownLatch gate = new CountDownLatch(0);

  public String url() {
    return server.url();
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
    Optional<Map<String, Object>> question = question(exchange, "source", "url");
    if (question.isPresent()) {
      Object verdict =
          verdicts.getOrDefault((String) question.get().get("url"), Map.of("outcome", "index"));
      FakeServer.json(exchange, 200, json.writeValueAsString(verdict));
    }
  }

  /** What the JSON of a source's upstream says of a project, whatever the release; else nothing. */
  public void description(String source, String project, Map<String, Object> description) {
    descriptions.put(source + "/" + project, description);
  }

  private void describe(HttpExchange exchange) throws IOException {
    Optional<Map<String, Object>> question =
        question(exchange, "source", "url", "project", "version");
    if (question.isPresent()) {
      String of = question.get().get("source") + "/" + question.get().get("project");
      boolean beside = ((String) question.get().get("url")).endsWith("/simple/");
      FakeServer.json(
          exchange,
          200,
          json.writeValueAsString(beside ? descriptions.getOrDefault(of, missing()) : missing()));
    }
  }

  /** What is asked; nothing where something is missing in it, which is refused. */
  private Optional<Map<String, Object>> question(HttpExchange exchange, String... needed)
      throws IOException {
    Map<String, Object> question =
        json.readValue(exchange.getRequestBody(), Argument.mapOf(String.class, Object.class));
    Optional<String> missing =
        Stream.of(needed).filter(field -> question.get(field) == null).findFirst();
    if (missing.isPresent()) {
      FakeServer.problem(exchange, 400, "'%s' is missing".formatted(missing.get()));
      return Optional.empty();
    }
    return Optional.of(question);
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
    Optional<Map<String, Object>> question = question(exchange, "source", "url", "project");
    if (question.isPresent()) {
      answer(exchange, question.get());
    }
  }

  private void answer(HttpExchange exchange, Map<String, Object> question) throws IOException {
    question.put("secret", exchange.getRequestHeaders().getFirst("Larder-Secret"));
    question.put("requestId", exchange.getRequestHeaders().getFirst("X-Request-Id"));
    questions.add(question);
    try {
      gate.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    String answer =
        json.writeValueAsString(
            answers
                .getOrDefault(
                    question.get("source") + "/" + question.get("project"), q -> missing())
                .apply(question));
    Headers headers = exchange.getResponseHeaders();
    headers.set("Larder-Look-Length", Integer.toString(answer.length()));
    Optional.ofNullable(hosts.get((String) question.get("source")))
        .ifPresent(kinds -> headers.set("Larder-Inside", kinds));
    FakeServer.json(exchange, 200, answer);
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

  /** The upstream says when to ask it again, in seconds. */
  public static Map<String, Object> busy(int retryAfter) {
    return Map.of(
        "outcome", "failed", "status", 503, "detail", "it is busy", "retryAfter", retryAfter);
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
    server.close();
  }
}
