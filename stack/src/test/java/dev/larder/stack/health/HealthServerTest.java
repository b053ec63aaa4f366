package dev.larder.stack.health;

import static org.assertj.core.api.Assertions.assertThat;

import dev.larder.stack.supervision.Disk;
import dev.larder.stack.supervision.Restarts;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HealthServerTest {
  private static final Instant SINCE = Instant.parse("2026-01-01T00:00:00Z");

  @TempDir Path folder;

  @Test
  void whoHasTheSecretIsToldSinceWhenAndWhetherTheDiskIsFull() throws Exception {
    try (HealthServer server =
        HealthServer.start(0, "a secret", new Restarts(SINCE), new Disk(folder))) {
      assertThat(ask(server, "a secret").body())
          .isEqualTo("{\"since\":\"2026-01-01T00:00:00Z\",\"diskFull\":false,\"restarts\":[]}");
      assertThat(ask(server, "another").statusCode()).isEqualTo(403);
    }
  }

  private static HttpResponse<String> ask(HealthServer server, String secret) throws Exception {
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(
          HttpRequest.newBuilder(URI.create("http://127.0.0.1:%d/health".formatted(server.port())))
              .header("Larder-Secret", secret)
              .build(),
          BodyHandlers.ofString());
    }
  }
}
