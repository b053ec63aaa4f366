package dev.larder.upload.testing;

import com.sun.net.httpserver.HttpExchange;
import dev.larder.packaging.FileName;
import dev.larder.packaging.ProjectName;
import dev.larder.service.contract.FakeServer;
import io.micronaut.json.JsonMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * An index-service with the sources {@code private}, {@code other}, {@code small} (files of at most
 * 100 bytes), {@code wide} (of at most 99 GB) and the mirror {@code pypi}; keeps what was published
 * by name and sha256.
 */
public final class FakeIndex implements AutoCloseable {

  public static final String SECRET = "services-only";

  private static final List<Source> SOURCES =
      List.of(
          new Source(1, "private", "local-python", null),
          new Source(2, "pypi", "pypi", null),
          new Source(3, "other", "local-python", null),
          new Source(4, "small", "local-python", 100L),
          new Source(5, "wide", "local-python", 99_999_999_999L));

  private static final List<String> NEEDED =
      List.of("filename", "filetype", "project", "version", "sha256", "size", "key", "by");

  private static final int MOST_KEYS = 1000;

  private final JsonMapper json = JsonMapper.createDefault();
  private final FakeServer server =
      new FakeServer(SECRET)
          .at("/internal/sources/", this::source)
          .at("/internal/kept/known", this::known);
  private final List<Map<String, Object>> published = new ArrayList<>();
  private final List<String> requestIds = new ArrayList<>();
  private final Map<String, Published> files = new HashMap<>();
  private final Set<String> keys = new HashSet<>();
  private int status;
  private int lost;
  private int serial;

  private record Source(int id, String name, String type, Long maxFileSize) {
    String json() {
      return "{\"id\":%d,\"name\":\"%s\",\"type\":\"%s\",\"maxFileSize\":%d}"
          .formatted(id, name, type, maxFileSize);
    }
  }

  private record Published(String sha256, int serial, boolean removed) {}

  public String url() {
    return server.url();
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

  /** A row that names the object, as an upload leaves it whose answer was lost. */
  public synchronized void commit(String key) {
    keys.add(key);
  }

  /** Removes a file from {@code private}. */
  public synchronized void remove(String filename) {
    files.computeIfPresent(
        "1/" + filename, (name, file) -> new Published(file.sha256(), file.serial(), true));
  }

  private synchronized void source(HttpExchange exchange) throws IOException {
    requestIds.add(exchange.getRequestHeaders().getFirst("X-Request-Id"));
    String[] path = exchange.getRequestURI().getPath().split("/");
    boolean publishing = exchange.getRequestMethod().equals("POST");
    Optional<Source> source =
        SOURCES.stream()
            .filter(
                known -> path[3].equals(publishing ? Integer.toString(known.id()) : known.name()))
            .findFirst();
    if (source.isEmpty()) {
      FakeServer.problem(exchange, 404, "there is no source " + path[3]);
    } else if (publishing) {
      publish(exchange, source.get());
    } else {
      FakeServer.json(exchange, 200, source.get().json());
    }
  }

  private void publish(HttpExchange exchange, Source source) throws IOException {
    Map<String, Object> file = body(exchange);
    Optional<String> unwanted = unwanted(source, file);
    if (status != 0) {
      FakeServer.problem(exchange, status, "as the test wants it");
    } else if (unwanted.isPresent()) {
      FakeServer.problem(exchange, 400, unwanted.get());
    } else {
      keep(exchange, source.id() + "/" + file.get("filename"), file);
    }
  }

  private static Optional<String> unwanted(Source source, Map<String, Object> file) {
    Optional<String> missing = NEEDED.stream().filter(field -> file.get(field) == null).findFirst();
    if (missing.isPresent()) {
      return missing.map("'%s' is missing"::formatted);
    }
    if (source.type().equals("pypi")) {
      return Optional.of("Source '%s' is a mirror".formatted(source.name()));
    }
    return isOfItsProject(file)
        ? Optional.empty()
        : Optional.of(
            "'%s' is no file of project '%s'".formatted(file.get("filename"), file.get("project")));
  }

  private static boolean isOfItsProject(Map<String, Object> file) {
    return ProjectName.parse((String) file.get("project"))
        .flatMap(project -> FileName.of((String) file.get("filename"), project))
        .isPresent();
  }

  private void keep(HttpExchange exchange, String name, Map<String, Object> file)
      throws IOException {
    Optional<Published> last = Optional.ofNullable(files.get(name));
    Optional<Published> listed = last.filter(known -> !known.removed());
    boolean identical =
        listed.filter(known -> known.sha256().equals(file.get("sha256"))).isPresent();
    if (!identical && last.isPresent() && !Boolean.TRUE.equals(file.get("replace"))) {
      FakeServer.problem(
          exchange,
          409,
          listed.isPresent()
              ? "File already exists"
              : "This filename was previously used by a file that has since been deleted."
                  + " Use a different version.");
      return;
    }
    if (!identical) {
      serial++;
      files.put(name, new Published((String) file.get("sha256"), serial, false));
      keys.add((String) file.get("key"));
    }
    if (lost > 0) {
      lost--;
      exchange.close();
      return;
    }
    published.add(file);
    String outcome = identical ? "identical" : listed.isPresent() ? "replaced" : "published";
    FakeServer.json(
        exchange,
        200,
        "{\"outcome\":\"%s\",\"serial\":%d}".formatted(outcome, files.get(name).serial()));
  }

  @SuppressWarnings("unchecked")
  private synchronized void known(HttpExchange exchange) throws IOException {
    requestIds.add(exchange.getRequestHeaders().getFirst("X-Request-Id"));
    List<String> asked = (List<String>) body(exchange).get("keys");
    if (status == 503) {
      FakeServer.problem(exchange, status, "as the test wants it");
    } else if (asked.size() > MOST_KEYS || !asked.stream().allMatch(k -> k.startsWith("kept/"))) {
      FakeServer.problem(exchange, 400, "'keys' are at most 1000 that begin with kept/");
    } else {
      List<String> known =
          asked.stream()
              .filter(key -> keys.contains(key.replaceFirst("\\.(metadata|asc|provenance)$", "")))
              .toList();
      FakeServer.json(exchange, 200, json.writeValueAsString(Map.of("known", known)));
    }
  }

  @SuppressWarnings("unchecked")
  private Map<String, Object> body(HttpExchange exchange) throws IOException {
    return json.readValue(exchange.getRequestBody(), Map.class);
  }

  @Override
  public void close() {
    server.close();
  }
}
