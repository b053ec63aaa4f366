package dev.larder.auth.parts;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import dev.larder.service.caller.CallerHeader;
import dev.larder.service.caller.UnreadableCaller;
import dev.larder.service.contract.FakeServer;
import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** An index-service that knows the names that a test says, and keeps what is written down. */
public final class FakeIndexService implements AutoCloseable {

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final CallerHeader CALLERS = new CallerHeader(FakeIndexService::object);
  private static final int LONGEST = 2_000;

  private final FakeServer server =
      new FakeServer(RunningService.SECRET)
          .at("/internal/ids", this::ids)
          .at("/internal/names", this::names)
          .at("/internal/log", this::log);
  private final Map<String, Integer> sources = new ConcurrentHashMap<>();
  private final Map<String, Integer> repos = new ConcurrentHashMap<>();
  private volatile String lastRequestId = "";
  private volatile String lastSecret = "";
  private final List<LogCall> log = new CopyOnWriteArrayList<>();
  private final AtomicInteger refusals = new AtomicInteger();
  private volatile int logStatus = 200;

  /**
   * A line that was written.
   *
   * @param caller the header {@code Larder-Caller}
   * @param from the header {@code Larder-From}
   */
  public record LogCall(String caller, String from, String body) {}

  public FakeIndexService() {
    begin();
  }

  /** Forgets what it was told and asked. */
  public void begin() {
    sources.clear();
    sources.putAll(Map.of("private", 1, "pypi", 2));
    repos.clear();
    repos.put("main", 1);
    log.clear();
    refusals.set(0);
    logStatus = 200;
    lastRequestId = "";
    lastSecret = "";
  }

  public String url() {
    return server.url();
  }

  public void addSource(String name, int id) {
    sources.put(name, id);
  }

  public void removeSource(String name) {
    sources.remove(name);
  }

  /** The lines that were written and hold this text. */
  public List<LogCall> logged(String text) {
    return log.stream().filter(call -> call.body().contains(text)).toList();
  }

  /** From now on lines of the log are answered with this status. */
  public void answerLog(int status) {
    logStatus = status;
  }

  /** How many lines were answered with 400. */
  public int refusals() {
    return refusals.get();
  }

  private void log(HttpExchange exchange) throws IOException {
    String caller = exchange.getRequestHeaders().getFirst(CallerHeader.NAME);
    String from = exchange.getRequestHeaders().getFirst(CallerHeader.FROM);
    String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
    Optional<String> wrong = wrong(caller, object(body));
    int status = wrong.isPresent() ? 400 : logStatus;
    if (status == 400) {
      refusals.incrementAndGet();
    }
    if (status == 200) {
      log.add(new LogCall(caller, from, body));
      FakeServer.json(exchange, 200, "{\"serial\":%d}".formatted(log.size()));
    } else {
      FakeServer.problem(exchange, status, wrong.orElse("as the test wants it"));
    }
  }

  private static Optional<String> wrong(String caller, Map<String, Object> line) {
    try {
      CALLERS.read(Optional.ofNullable(caller));
    } catch (UnreadableCaller e) {
      return Optional.of(e.getMessage());
    }
    if (!String.valueOf(line.get("action")).matches("[a-z]{1,32}-[a-z]{1,31}")) {
      return Optional.of("'action' must be a verb and a thing");
    }
    return Stream.of("subject", "comment")
            .anyMatch(field -> String.valueOf(line.get(field)).length() > LONGEST)
        ? Optional.of("'subject' and 'comment' have at most 2000 characters")
        : Optional.empty();
  }

  private static Map<String, Object> object(String json) {
    return JSON.readValue(json, new TypeReference<>() {});
  }

  public String lastRequestId() {
    return lastRequestId;
  }

  public String lastSecret() {
    return lastSecret;
  }

  private void ids(HttpExchange exchange) throws IOException {
    lastRequestId = exchange.getRequestHeaders().getFirst("X-Request-Id");
    lastSecret = exchange.getRequestHeaders().getFirst("Larder-Secret");
    Map<String, List<String>> asked = query(exchange.getRequestURI());
    Optional<String> missing = missing("source", asked.get("sources"), sources);
    if (missing.isEmpty()) {
      missing = missing("repository", asked.get("repos"), repos);
    }
    if (missing.isPresent()) {
      FakeServer.problem(exchange, 404, missing.get());
    } else {
      FakeServer.json(
          exchange,
          200,
          "{\"sources\":%s,\"repos\":%s}"
              .formatted(byName(asked.get("sources"), sources), byName(asked.get("repos"), repos)));
    }
  }

  private static Optional<String> missing(
      String kind, List<String> names, Map<String, Integer> known) {
    return names.stream()
        .filter(name -> !known.containsKey(name))
        .map(
            name ->
                "%s '%s' does not exist; existing: %s"
                    .formatted(kind, name, String.join(", ", new TreeMap<>(known).keySet())))
        .findFirst();
  }

  private static String byName(List<String> names, Map<String, Integer> known) {
    return names.stream()
        .map(name -> "\"%s\":%d".formatted(name, known.get(name)))
        .collect(Collectors.joining(",", "{", "}"));
  }

  private void names(HttpExchange exchange) throws IOException {
    FakeServer.json(
        exchange, 200, "{\"sources\":%s,\"repos\":%s}".formatted(byId(sources), byId(repos)));
  }

  private static String byId(Map<String, Integer> known) {
    return known.entrySet().stream()
        .map(entry -> "\"%d\":\"%s\"".formatted(entry.getValue(), entry.getKey()))
        .collect(Collectors.joining(",", "{", "}"));
  }

  private static Map<String, List<String>> query(URI uri) {
    var asked = new TreeMap<String, List<String>>(Map.of("sources", List.of(), "repos", List.of()));
    for (String part : uri.getRawQuery().split("&")) {
      int equals = part.indexOf('=');
      var names =
          Arrays.stream(URLDecoder.decode(part.substring(equals + 1), UTF_8).split(","))
              .filter(n -> !n.isEmpty());
      asked.put(part.substring(0, equals), names.toList());
    }
    return asked;
  }

  @Override
  public void close() {
    server.close();
  }
}
