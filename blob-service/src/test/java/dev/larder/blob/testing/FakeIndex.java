package dev.larder.blob.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import dev.larder.service.contract.FakeServer;
import dev.larder.service.problem.Problem;
import java.io.IOException;
import java.net.URLDecoder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** An index-service that shows the files that a test says. */
public final class FakeIndex implements AutoCloseable {
  private final FakeServer server =
      new FakeServer(Service.SECRET)
          .at("/internal/file", this::answer)
          .at("/internal/file/refresh", this::refresh);
  private final Map<String, String> files = new ConcurrentHashMap<>();
  private final List<String> requestIds = new CopyOnWriteArrayList<>();
  private final Map<String, String> links = new ConcurrentHashMap<>();
  private final List<String> refreshed = new CopyOnWriteArrayList<>();
  private volatile String othersOfNothing = "[]";
  private final AtomicInteger asked = new AtomicInteger();

  public String url() {
    return server.url();
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
    links.put(entry.filename(), entry.linkJson(url));
  }

  /** For how many files it was asked to look at their page again. */
  public int refreshed() {
    return refreshed.size();
  }

  /** By which links files' bytes were said to be refused for good. */
  public List<String> refusedForGood() {
    return refreshed.stream()
        .filter(question -> question.contains("\"refused\":true"))
        .map(question -> question.replaceAll(".*\"url\":\"([^\"]*)\".*", "$1"))
        .toList();
  }

  /** How often it was asked. */
  public int asked() {
    return asked.get();
  }

  public List<String> requestIds() {
    return requestIds;
  }

  private void refresh(HttpExchange exchange) throws IOException {
    String question = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
    refreshed.add(question);
    Optional<String> link =
        links.entrySet().stream()
            .filter(moved -> question.contains("\"filename\":\"" + moved.getKey() + "\""))
            .map(Map.Entry::getValue)
            .findFirst();
    if (link.isPresent()) {
      FakeServer.json(exchange, 200, link.get());
    } else {
      FakeServer.problem(exchange, 404, "the file isn't listed any more");
    }
  }

  private void answer(HttpExchange exchange) throws IOException {
    asked.incrementAndGet();
    requestIds.add(String.valueOf(exchange.getRequestHeaders().getFirst("X-Request-Id")));
    Map<String, String> query = new HashMap<>();
    for (String pair : exchange.getRequestURI().getRawQuery().split("&")) {
      String[] parts = pair.split("=", 2);
      query.put(parts[0], URLDecoder.decode(parts[1], UTF_8));
    }
    String json = files.get(query.get("key") + "/" + query.get("name"));
    if (json != null && List.of("", "main").contains(query.get("repo"))) {
      FakeServer.json(exchange, 200, json);
    } else {
      String problem =
          "{\"title\":\"Not Found\",\"status\":404,\"detail\":\"main doesn't show this file.\",\"others\":%s,\"tags\":[]}"
              .formatted(othersOfNothing);
      FakeServer.send(exchange, 404, Problem.TYPE, problem.getBytes(UTF_8));
    }
  }

  @Override
  public void close() {
    server.close();
  }
}
