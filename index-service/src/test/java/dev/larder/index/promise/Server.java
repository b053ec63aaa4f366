package dev.larder.index.promise;

import dev.larder.index.Fixture;
import dev.larder.index.database.Database;
import dev.larder.index.database.Sql;
import dev.larder.index.source.Source;
import dev.larder.index.source.Sources;
import io.micronaut.serde.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** The service as one who drives it by HTTP alone sees it, and the clock behind it. */
final class Server {
  private static final String JSON = "application/vnd.pypi.simple.v1+json";

  /** What a refusal says to help, such as since when there is something, is of today. */
  private static final Pattern HINT = Pattern.compile("(: its? | had no sources ).*\\n$");

  final Fixture fixture;
  private final Database database;
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  Server(Fixture fixture) {
    this.fixture = fixture;
    this.database = fixture.bean(Database.class);
  }

  /** What was answered to who asked for a page. */
  record Answer(int status, String body) {}

  Answer get(String path) {
    HttpResponse<String> response = send("GET", path, null);
    String body = response.body();
    return new Answer(
        response.statusCode(),
        response.statusCode() == 404 ? HINT.matcher(body).replaceFirst("\n") : body);
  }

  /** A call that must succeed. */
  Map<String, Object> call(String method, String path, Map<String, Object> body) {
    HttpResponse<String> response = send(method, path, body);
    if (response.statusCode() >= 300) {
      throw new AssertionError(
          "%s %s %s: %d %s".formatted(method, path, body, response.statusCode(), response.body()));
    }
    return response.body().isEmpty() ? Map.of() : Fixture.parse(response.body());
  }

  private HttpResponse<String> send(String method, String path, Map<String, Object> body) {
    try {
      HttpRequest request =
          HttpRequest.newBuilder(fixture.uri(path))
              .header("Larder-Secret", Fixture.SECRET)
              .header("Larder-Caller", "{\"kind\":\"admin\"}")
              .header("Accept", body == null ? JSON + ", */*;q=0.1" : "application/json")
              .header("Content-Type", "application/json")
              .method(
                  method,
                  body == null
                      ? BodyPublishers.noBody()
                      : BodyPublishers.ofByteArray(
                          ObjectMapper.getDefault().writeValueAsBytes(body)))
              .build();
      return client.send(request, BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  Instant now() {
    return database.read(
        () ->
            fixture
                .bean(Sql.class)
                .of("select greatest(instant, clock_timestamp()) i from clock")
                .first(row -> row.instant("i"))
                .orElseThrow());
  }

  /** When a change was made. */
  Instant instant(long serial) {
    return database.read(
        () ->
            fixture
                .bean(Sql.class)
                .of("select instant from change where serial = ?", serial)
                .first(row -> row.instant("instant"))
                .orElseThrow());
  }

  Answer publish(int source, Map<String, Object> upload) {
    HttpResponse<String> response = send("POST", "/internal/sources/" + source + "/files", upload);
    return new Answer(response.statusCode(), response.body());
  }

  Source source(int id) {
    return database.read(() -> fixture.bean(Sources.class).everWithId(id));
  }

  /** The newest change of a repository itself. */
  long newestOfRepository(String name) {
    return database.read(
        () ->
            fixture
                .bean(Sql.class)
                .of(
                    "select max(c.serial) serial from change c"
                        + " join repository r on r.id = c.repository where r.name = ?",
                    name)
                .first(row -> row.number("serial"))
                .orElseThrow());
  }

  long newestOfSource(int id) {
    return database.read(
        () ->
            fixture
                .bean(Sql.class)
                .of("select max(serial) serial from change where source = ?", id)
                .first(row -> row.number("serial"))
                .orElseThrow());
  }

  /** The newest change of a project in a source. */
  Optional<Long> newest(int source, String project) {
    return database.read(
        () ->
            fixture
                .bean(Sql.class)
                .of(
                    "select serial from change where source = ? and project = ?"
                        + " order by serial desc limit 1",
                    source,
                    project)
                .first(row -> row.number("serial")));
  }

  Instant lookedAt(int source, String project) {
    return database.read(
        () ->
            fixture
                .bean(Sql.class)
                .of("select looked_at from project where source = ? and name = ?", source, project)
                .first(row -> row.instant("looked_at"))
                .orElseThrow());
  }
}
