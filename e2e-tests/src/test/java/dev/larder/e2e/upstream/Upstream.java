package dev.larder.e2e.upstream;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.larder.e2e.wheel.Distribution;
import dev.larder.e2e.wheel.Hashing;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** An index of the tests' own making. It counts what it is asked for and can be taken away. */
public final class Upstream implements AutoCloseable {
  /** What a proxy or a portal answers with status 200 to who isn't signed in. */
  static final String LOGIN_PAGE =
      """
      <!DOCTYPE html><html><head><title>Sign in</title></head>
      <body><form action="/login" method="post"><input name="user"><input name="password"></form>
      <a href="/help">Help</a></body></html>
      """;

  private final Map<String, UpstreamProject> projects = new ConcurrentHashMap<>();
  private final Map<String, AtomicInteger> gets = new ConcurrentHashMap<>();
  private final Map<String, Integer> failingOnce = new ConcurrentHashMap<>();
  private final Set<String> credentials = ConcurrentHashMap.newKeySet();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final InetAddress address;
  private HttpServer server;
  private volatile boolean stopped;
  private int port;

  private Upstream(InetAddress address) {
    this.address = address;
    listen();
  }

  public static Upstream start() {
    return at(InetAddress.getLoopbackAddress());
  }

  /** Starts one that others than this machine reach too, at this address of it. */
  public static Upstream at(InetAddress address) {
    return new Upstream(address);
  }

  /** The address of its simple API. */
  public String url() {
    return base() + "/simple/";
  }

  /** The project of that (normalised) name, made when it isn't there. */
  public UpstreamProject project(String name) {
    return projects.computeIfAbsent(name, UpstreamProject::new);
  }

  /** Puts a file on the page of its project. */
  public UpstreamFile publish(Distribution distribution) {
    return project(distribution.project().toLowerCase().replaceAll("[-_.]+", "-"))
        .add(distribution);
  }

  /** How often this path was asked for with GET. */
  public int gets(String path) {
    return gets.getOrDefault(path, new AtomicInteger()).get();
  }

  /**
   * Answers the next question for this path with that status, and asks for a second of patience.
   */
  public void failOnce(String path, int status) {
    failingOnce.put(path, status);
  }

  /** What it was shown in {@code Authorization}, by whomever. */
  public Set<String> credentials() {
    return credentials;
  }

  /** Is away: nothing listens on its port any more. */
  public void stop() {
    stopped = true;
    server.stop(0);
  }

  /** Is back, on the same port. */
  public void resume() {
    listen();
  }

  @Override
  public void close() {
    stop();
    threads.shutdownNow();
  }

  private String base() {
    return "http://" + address.getHostAddress() + ":" + port;
  }

  private void listen() {
    try {
      server = HttpServer.create(new InetSocketAddress(address, port), 0);
      port = server.getAddress().getPort();
      server.setExecutor(threads);
      server.createContext("/", this::handle);
      stopped = false;
      server.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getPath();
      credentials.addAll(exchange.getRequestHeaders().getOrDefault("Authorization", List.of()));
      if (exchange.getRequestMethod().equals("GET")) {
        gets.computeIfAbsent(path, any -> new AtomicInteger()).incrementAndGet();
      }
      Integer failure = failingOnce.remove(path);
      if (failure != null) {
        exchange.getResponseHeaders().set("Retry-After", "1");
        text(exchange, failure, "text/plain", "not now");
      } else if (path.equals("/simple/")) {
        text(exchange, 200, "text/html", UpstreamPage.root(projects.values()));
      } else if (path.startsWith("/simple/")) {
        Optional<UpstreamProject> project =
            Optional.ofNullable(projects.get(path.replaceAll("^/simple/|/$", "")));
        if (project.isPresent()) {
          page(exchange, project.get());
        } else {
          text(exchange, 404, "text/html", "404 Not Found");
        }
      } else {
        file(exchange, path);
      }
    }
  }

  private void page(HttpExchange exchange, UpstreamProject project) throws IOException {
    switch (project.fault()) {
      case SERVER_ERROR -> text(exchange, 500, "text/html", "<h1>Server Error</h1>");
      case NONSENSE -> text(exchange, 200, "application/json", "{\"meta\": [");
      case LOGIN_PAGE -> text(exchange, 200, "text/html", LOGIN_PAGE);
      case FALSE_GZIP -> {
        exchange.getResponseHeaders().set("Content-Encoding", "gzip");
        text(exchange, 200, "text/html", UpstreamPage.html(project));
      }
      case NOT_MODIFIED -> exchange.sendResponseHeaders(304, -1);
      case HANGING -> {
        while (project.fault() == PageFault.HANGING && !stopped) {
          pause();
        }
      }
      case NONE -> {
        String accept =
            Optional.ofNullable(exchange.getRequestHeaders().getFirst("Accept")).orElse("");
        boolean json = accept.contains("vnd.pypi.simple.v1+json") && !project.htmlOnly();
        String body = json ? UpstreamPage.json(project, base()) : UpstreamPage.html(project);
        String etag = "\"" + Hashing.of(body) + "\"";
        exchange.getResponseHeaders().set("ETag", etag);
        exchange.getResponseHeaders().set("X-PyPI-Last-Serial", "" + project.serial());
        if (etag.equals(exchange.getRequestHeaders().getFirst("If-None-Match"))) {
          exchange.sendResponseHeaders(304, -1);
        } else {
          text(exchange, 200, json ? "application/vnd.pypi.simple.v1+json" : "text/html", body);
        }
      }
    }
  }

  private void file(HttpExchange exchange, String path) throws IOException {
    boolean metadata = path.endsWith(".metadata");
    String wanted = metadata ? path.substring(0, path.length() - ".metadata".length()) : path;
    Optional<UpstreamFile> file =
        projects.values().stream()
            .flatMap(project -> project.files().stream())
            .filter(candidate -> candidate.path().equals(wanted))
            .findFirst();
    if (file.isEmpty()
        || (metadata
            && (!file.get().hasMetadata() || file.get().fault() == FileFault.METADATA_MISSING))) {
      text(exchange, 404, "text/plain", "404 Not Found");
    } else if (metadata) {
      text(exchange, 200, "application/octet-stream", file.get().distribution().metadata());
    } else {
      new FileSender(exchange, file.get(), () -> stopped).send();
    }
  }

  private static void text(HttpExchange exchange, int status, String type, String text)
      throws IOException {
    byte[] body = text.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", type);
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
  }

  private static void pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(100);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
