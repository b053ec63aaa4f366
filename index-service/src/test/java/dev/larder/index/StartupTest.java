package dev.larder.index;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.runtime.server.EmbeddedServer;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StartupTest {
  private final HttpClient client = HttpClient.newHttpClient();

  @TempDir Path data;

  @Test
  void theServiceWaitsForPostgresqlAndComesBackAfterItWasAway() throws IOException {
    int port = Fixture.freePort();
    EmbeddedServer server = Fixture.server(settings(port));
    try {
      assertThat(get(server, "/health").statusCode()).isEqualTo(503);
      assertThat(get(server, "/health").body())
          .contains("\"status\":\"down\"", "\"postgresql\":\"down\"");
      HttpResponse<String> page = get(server, "/simple/");
      assertThat(page.statusCode()).isEqualTo(503);
      assertThat(page.body()).contains("PostgreSQL can't be reached");
      EmbeddedPostgres postgres = postgres(port);
      try {
        Fixture.waitUntil(() -> get(server, "/health").statusCode() == 200);
        assertThat(get(server, "/simple/").statusCode()).isEqualTo(200);
      } finally {
        postgres.close();
      }
      assertThat(get(server, "/simple/").statusCode()).isEqualTo(503);
      assertThat(get(server, "/internal/names").body()).contains("\"status\":503");
      try (EmbeddedPostgres again = postgres(port)) {
        assertThat(again.getPort()).isEqualTo(port);
        Fixture.waitUntil(() -> get(server, "/simple/").statusCode() == 200);
        assertThat(get(server, "/internal/names").body()).contains("\"1\":\"main\"");
      }
    } finally {
      server.getApplicationContext().close();
    }
  }

  @Test
  void whatHasNoDefaultAndNoValueIsNamed() {
    assertThat(IndexService.missing(Map.of("LARDER_PORT", "1", "LARDER_SECRET", " ")))
        .containsExactly(
            "LARDER_SECRET",
            "LARDER_POSTGRES_URL",
            "LARDER_POSTGRES_USER",
            "LARDER_POSTGRES_PASSWORD",
            "LARDER_REDIS_URL",
            "LARDER_SYNC_URL",
            "LARDER_BLOB_URL",
            "LARDER_S3_URL",
            "LARDER_S3_ACCESS_KEY",
            "LARDER_S3_SECRET_KEY");
  }

  private static Map<String, Object> settings(int port) {
    Map<String, Object> settings = new HashMap<>();
    settings.put("micronaut.server.port", -1);
    settings.put("larder.secret", Fixture.SECRET);
    settings.put("larder.postgres.url", "jdbc:postgresql://127.0.0.1:%d/postgres".formatted(port));
    settings.put("larder.postgres.user", "postgres");
    settings.put("larder.postgres.password", "postgres");
    settings.put("larder.redis-url", "redis://127.0.0.1:1");
    settings.put("larder.sync-url", "http://127.0.0.1:1");
    settings.put("larder.blob-url", "http://127.0.0.1:1");
    settings.put("larder.s3.url", "http://127.0.0.1:1");
    settings.put("larder.s3.access-key", "larder");
    settings.put("larder.s3.secret-key", "not-so-secret");
    return settings;
  }

  /** On the same data each time. */
  private EmbeddedPostgres postgres(int port) throws IOException {
    return EmbeddedPostgres.builder()
        .setPort(port)
        .setDataDirectory(data)
        .setCleanDataDirectory(false)
        .start();
  }

  private HttpResponse<String> get(EmbeddedServer server, String path) {
    try {
      return client.send(
          HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.getPort() + path))
              .header("Larder-Secret", Fixture.SECRET)
              .build(),
          BodyHandlers.ofString());
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
