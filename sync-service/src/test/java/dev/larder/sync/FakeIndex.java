package dev.larder.sync;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** An upstream with serials whose projects come and go as a test wants it. */
public final class FakeIndex implements AutoCloseable {
  private static final String JSON = "application/vnd.pypi.simple.v1+json";

  public final List<String> asked = new CopyOnWriteArrayList<>();
  private final Map<String, Project> projects = new ConcurrentSkipListMap<>();
  private final Map<String, Integer> statuses = new ConcurrentHashMap<>();
  private final Map<String, Long> stale = new ConcurrentHashMap<>();
  private final HttpServer server;
  private volatile int everything;
  private volatile boolean html;
  private volatile boolean xmlRpc;
  private volatile Optional<CountDownLatch> held = Optional.empty();
  private volatile int before;

  private record Project(long serial, int files) {}

  public FakeIndex() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::answer);
    server.start();
  }

  public String url() {
    return "http://127.0.0.1:%d/simple/".formatted(server.getAddress().getPort());
  }

  /** Has nothing, and answers as usual. */
  public void reset() {
    goOn();
    projects.clear();
    statuses.clear();
    stale.clear();
    everything = 0;
    html = false;
    xmlRpc = false;
    asked.clear();
  }

  /** Has a project with that serial and so many files. */
  public FakeIndex has(String name, long serial, int files) {
    projects.put(name, new Project(serial, files));
    return this;
  }

  /** Has so many projects, called {@code p-0000} and so on. */
  public FakeIndex hasMany(int count, int files) {
    IntStream.range(0, count).forEach(i -> has("p-%04d".formatted(i), i + 1, files));
    return this;
  }

  public FakeIndex lost(String name) {
    projects.remove(name);
    return this;
  }

  /** Answers a project's page with a status; 0 as usual. */
  public void answers(String name, int status) {
    statuses.put(name, status);
  }

  /** Answers everything with a status; 0 as usual. */
  public void answersEverything(int status) {
    everything = status;
  }

  /** Its caches have a page of an earlier serial, unless they are passed by. */
  public void isStale(String name, long serial) {
    stale.put(name, serial);
  }

  public void speaksHtml() {
    html = true;
  }

  public void speaksXmlRpc() {
    xmlRpc = true;
  }

  /** Answers no page once so many were, until it is let go on. */
  public void holdAfter(int pages) {
    before = pages;
    held = Optional.of(new CountDownLatch(1));
  }

  public void goOn() {
    held.ifPresent(CountDownLatch::countDown);
    held = Optional.empty();
  }

  /** How many pages of projects were asked for. */
  public long pagesAsked() {
    return asked.stream().filter(path -> path.matches("/simple/[^/]+/")).count();
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getPath();
      asked.add(path);
      if (everything != 0) {
        exchange.sendResponseHeaders(everything, -1);
      } else if (path.equals("/pypi")) {
        serial(exchange);
      } else if (path.equals("/simple/")) {
        root(exchange);
      } else {
        page(exchange, path.split("/")[2]);
      }
    }
  }

  private long serial() {
    return projects.values().stream().mapToLong(Project::serial).max().orElse(0);
  }

  private void serial(HttpExchange exchange) throws IOException {
    if (xmlRpc) {
      send(
          exchange,
          "text/xml",
          "<methodResponse><params><param><value><int>%d</int></value></param></params></methodResponse>"
              .formatted(serial()));
    } else {
      exchange.sendResponseHeaders(405, -1);
    }
  }

  private void root(HttpExchange exchange) throws IOException {
    if (html) {
      send(
          exchange,
          "text/html",
          projects.keySet().stream()
              .map("<a href='%1$s/'>%1$s</a>"::formatted)
              .collect(Collectors.joining("\n", "<html><body>", "</body></html>")));
      return;
    }
    exchange.getResponseHeaders().set("X-PyPI-Last-Serial", Long.toString(serial()));
    send(
        exchange,
        JSON,
        projects.entrySet().stream()
            .map(
                one ->
                    "{\"name\":\"%s\",\"_last-serial\":%d}"
                        .formatted(one.getKey(), one.getValue().serial()))
            .collect(
                Collectors.joining(
                    ",", "{\"meta\":{\"api-version\":\"1.4\"},\"projects\":[", "]}")));
  }

  private void page(HttpExchange exchange, String name) throws IOException {
    hold();
    Project project = projects.get(name);
    int status = statuses.getOrDefault(name, 0);
    if (status != 0 || project == null) {
      exchange.sendResponseHeaders(status == 0 ? 404 : status, -1);
      return;
    }
    boolean past = "no-cache".equals(exchange.getRequestHeaders().getFirst("Cache-Control"));
    long its = past ? project.serial() : stale.getOrDefault(name, project.serial());
    if (!html) {
      exchange.getResponseHeaders().set("X-PyPI-Last-Serial", Long.toString(its));
      exchange.getResponseHeaders().set("ETag", "\"%s-%d\"".formatted(name, its));
    }
    send(
        exchange,
        JSON,
        IntStream.range(0, project.files())
            .mapToObj(i -> file(name, i))
            .collect(
                Collectors.joining(
                    ",",
                    "{\"meta\":{\"api-version\":\"1.4\"},\"name\":\"%s\",\"files\":["
                        .formatted(name),
                    "]}")));
  }

  private static String file(String name, int i) {
    return """
    {"filename":"%1$s-1.%2$d.tar.gz","url":"https://files.example/%1$s-1.%2$d.tar.gz",\
    "hashes":{"sha256":"%3$s"},"size":1000,"upload-time":"2020-01-02T03:04:05.000000Z"}"""
        .formatted(name, i, "0".repeat(64));
  }

  private void hold() {
    Optional<CountDownLatch> wait = held;
    if (wait.isPresent() && pagesAsked() > before) {
      try {
        wait.get().await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private static void send(HttpExchange exchange, String type, String text) throws IOException {
    byte[] body = text.getBytes(UTF_8);
    exchange.getResponseHeaders().set("Content-Type", type);
    exchange.sendResponseHeaders(200, body.length);
    exchange.getResponseBody().write(body);
  }

  @Override
  public void close() {
    goOn();
    server.stop(0);
  }
}
