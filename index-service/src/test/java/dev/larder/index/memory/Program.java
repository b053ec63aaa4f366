package dev.larder.index.memory;

import dev.larder.index.Fixture;
import dev.larder.index.IndexService;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * The service as a process of its own, on the data of a fixture, with the heap of {@code larder
 * up}.
 */
final class Program implements AutoCloseable {
  private final HttpClient client = HttpClient.newHttpClient();
  private final Process process;
  private final int port = Fixture.freePort();

  Program(Fixture fixture) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx160m",
                "-XX:MaxDirectMemorySize=48m",
                "-XX:+UseSerialGC",
                "-XX:+ExitOnOutOfMemoryError",
                "-cp",
                System.getProperty("java.class.path"),
                IndexService.class.getName()));
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD);
    Map<String, String> environment = builder.environment();
    environment.put("LARDER_PORT", Integer.toString(port));
    fixture
        .settings()
        .forEach(
            (key, value) -> {
              if (key.startsWith("larder.")) {
                environment.put(
                    key.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_'),
                    value.toString());
              }
            });
    process = builder.start();
    Fixture.waitUntil(() -> status("/health") == 200);
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** Who asks, and what; 0 where nothing answers. */
  int status(String path, String... headers) {
    return response(HttpRequest.newBuilder(uri(path)).GET(), headers);
  }

  int head(String path, String... headers) {
    return response(HttpRequest.newBuilder(uri(path)).HEAD(), headers);
  }

  private URI uri(String path) {
    return URI.create("http://127.0.0.1:" + port + path);
  }

  private int response(HttpRequest.Builder request, String... headers) {
    request.header("Larder-Secret", Fixture.SECRET);
    for (int i = 0; i < headers.length; i += 2) {
      request.header(headers[i], headers[i + 1]);
    }
    try {
      HttpResponse<Void> response = client.send(request.build(), BodyHandlers.discarding());
      return response.statusCode();
    } catch (ConnectException e) {
      return 0;
    } catch (IOException e) {
      return process.isAlive() ? -1 : 0;
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public void close() throws InterruptedException {
    process.destroy();
    if (!process.waitFor(10, TimeUnit.SECONDS)) {
      process.destroyForcibly().waitFor();
    }
  }
}
