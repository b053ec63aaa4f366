package dev.larder.sync.lead;

import dev.larder.sync.FakeCatalogue;
import dev.larder.sync.SyncFixture;
import dev.larder.sync.SyncService;
import io.micronaut.serde.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The service as a process of its own, on the data of a fixture, with a small heap. */
final class Program implements AutoCloseable {
  private final HttpClient client = HttpClient.newHttpClient();
  private final int port = SyncFixture.freePort();
  private final Process process;

  Program(SyncFixture fixture) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Xmx96m",
                    "-XX:+UseSerialGC",
                    "-XX:+ExitOnOutOfMemoryError",
                    "-cp",
                    System.getProperty("java.class.path"),
                    SyncService.class.getName()))
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD);
    Map<String, String> environment = builder.environment();
    fixture
        .settings()
        .forEach(
            (key, value) ->
                environment.put(
                    key.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_'),
                    value.toString()));
    environment.put("LARDER_PORT", Integer.toString(port));
    process = builder.start();
  }

  /** Begins a sync, as soon as that can be done. */
  String begin() {
    SyncFixture.waitUntil(() -> status() == 202);
    return "";
  }

  private int status() {
    try {
      HttpResponse<String> response =
          client.send(
              HttpRequest.newBuilder(
                      URI.create("http://127.0.0.1:%d/__api__/v1/syncs".formatted(port)))
                  .header("Larder-Secret", FakeCatalogue.SECRET)
                  .header("Larder-Caller", SyncFixture.ADMIN)
                  .header("Content-Type", "application/json")
                  .POST(
                      BodyPublishers.ofString(
                          ObjectMapper.getDefault().writeValueAsString(Map.of("source", "pypi"))))
                  .build(),
              BodyHandlers.ofString());
      return response.statusCode();
    } catch (IOException e) {
      return 0;
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** As {@code kill -9}. */
  void kill() {
    process.destroyForcibly().onExit().join();
  }

  @Override
  public void close() {
    kill();
  }
}
