package dev.larder.auth.parts;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
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

/** Answers {@code /internal/ids} and {@code /internal/names} as index-service does. */
public final class FakeIndexService implements AutoCloseable {

  private final HttpServer server;
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
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/internal/ids", this::ids);
    server.createContext("/internal/names", this::names);
    server.createContext("/internal/log", this::log);
    server.start();
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
    return "http://127.0.0.1:" + server.getAddress().getPort();
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
    String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
    int status = logStatus;
    if (status == 200) {
      log.add(
          new LogCall(
              exchange.getRequestHeaders().getFirst("Larder-Caller"),
              exchange.getRequestHeaders().getFirst("Larder-From"),
              body));
    }
    if (status == 400) {
      refusals.incrementAndGet();
    }
    answer(exchange, status, "{\"serial\":17}");
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
      answer(
          exchange,
          404,
          "{\"title\":\"Not Found\",\"status\":404,\"detail\":\"%s\"}".formatted(missing.get()));
    } else {
      answer(
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
    answer(exchange, 200, "{\"sources\":%s,\"repos\":%s}".formatted(byId(sources), byId(repos)));
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

  private static void answer(HttpExchange exchange, int status, String body) throws IOException {
    try (exchange) {
      byte[] bytes = body.getBytes(UTF_8);
      String type = status == 200 ? "application/json" : "application/problem+json";
      exchange.getResponseHeaders().set("Content-Type", type);
      exchange.sendResponseHeaders(status, bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
