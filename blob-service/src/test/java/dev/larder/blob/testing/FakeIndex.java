package dev.larder.blob.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** Stands for index-service. */
public final class FakeIndex implements AutoCloseable {
  private final HttpServer server;
  private final Map<String, String> files = new ConcurrentHashMap<>();
  private final List<String> requestIds = new CopyOnWriteArrayList<>();
  private final Map<String, String> links = new ConcurrentHashMap<>();
  private final AtomicInteger refreshed = new AtomicInteger();
  private volatile String othersOfNothing = "[]";
  private volatile int asked;

  public FakeIndex() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 100);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/internal/file", this::answer);
    server.createContext("/internal/file/refresh", this::refresh);
    server.start();
  }

  public String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** Shows a file in the repository {@code main}, which is the default one. */
  public void shows(FileEntry entry) {
    files.put(entry.key() + "/" + entry.filename(), entry.json());
  }

  /** Shows it with what else belongs to it. */
  public void shows(FileEntry entry, String signature, String provenance) {
    files.put(entry.key() + "/" + entry.filename(), entry.jsonWith(signature, provenance));
  }

  public void hides(FileEntry entry) {
    files.remove(entry.key() + "/" + entry.filename());
  }

  /** Shows a file to readers of these repositories, as JSON has them. */
  public void showsTo(FileEntry entry, String readers, String others) {
    files.put(
        entry.key() + "/" + entry.filename(),
        entry.json().replaceFirst("}$", ",\"readers\":" + readers + ",\"others\":" + others + "}"));
  }

  /** All that isn't there is no business of who can't read one of these repositories. */
  public void hidesAllFromWhoCantRead(String others) {
    othersOfNothing = others;
  }

  /** From now on its project's page has that link of a file. */
  public void moves(FileEntry entry, String url) {
    links.put(entry.filename(), url);
  }

  /** For how many files it was asked to look at their page again. */
  public int refreshed() {
    return refreshed.get();
  }

  /** How often it was asked. */
  public int asked() {
    return asked;
  }

  public List<String> requestIds() {
    return requestIds;
  }

  private void refresh(HttpExchange exchange) throws IOException {
    try (exchange) {
      refreshed.incrementAndGet();
      String question = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
      String url =
          links.entrySet().stream()
              .filter(link -> question.contains("\"filename\":\"" + link.getKey() + "\""))
              .map(Map.Entry::getValue)
              .findFirst()
              .orElse(null);
      send(exchange, url == null ? 404 : 200, "{\"url\":\"" + url + "\"}");
    }
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      synchronized (this) {
        asked++;
      }
      requestIds.add(String.valueOf(exchange.getRequestHeaders().getFirst("X-Request-Id")));
      Map<String, String> query = new HashMap<>();
      for (String pair : exchange.getRequestURI().getRawQuery().split("&")) {
        String[] parts = pair.split("=", 2);
        query.put(parts[0], URLDecoder.decode(parts[1], UTF_8));
      }
      String json = files.get(query.get("key") + "/" + query.get("name"));
      boolean allowed =
          Service.SECRET.equals(exchange.getRequestHeaders().getFirst("Larder-Secret"));
      boolean repository = List.of("", "main").contains(query.get("repo"));
      if (!allowed) {
        send(exchange, 403, "{\"detail\":\"no secret\"}");
      } else if (json == null || !repository) {
        send(
            exchange,
            404,
            "{\"title\":\"Not Found\",\"status\":404,\"detail\":\"main doesn't show this file.\",\"others\":%s,\"tags\":[]}"
                .formatted(othersOfNothing));
      } else {
        send(exchange, 200, json);
      }
    }
  }

  private static void send(HttpExchange exchange, int status, String json) throws IOException {
    byte[] body = json.getBytes(UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
