package dev.larder.e2e.token;

import dev.larder.e2e.Checkout;
import dev.larder.e2e.server.Http;
import dev.larder.e2e.server.LarderServer;
import dev.larder.e2e.server.Ports;
import dev.larder.e2e.server.Waiting;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** One more gateway before the services of a stack, told the same as the stack's own. */
final class SecondGateway implements AutoCloseable {
  private final Map<String, String> environment;
  private final int port = Ports.free();
  private final Process process;

  SecondGateway(LarderServer larder, Path folder) {
    environment = environmentOf(larder.parts().get("gateway").pid());
    ProcessBuilder builder =
        new ProcessBuilder(
                List.of(
                    Checkout.java(),
                    "-XX:+UseSerialGC",
                    "-Xmx96m",
                    "-jar",
                    Checkout.app("gateway").toString()))
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("second-gateway.log").toFile());
    builder.environment().clear();
    builder.environment().putAll(environment);
    builder.environment().put("LARDER_PORT", String.valueOf(port));
    builder.environment().put("LARDER_KEYS_FOLDER", folder.resolve("second-keys").toString());
    try {
      process = builder.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Waiting.until(
        Duration.ofMinutes(2),
        "the second gateway answers",
        () -> Http.get(url() + "/__ping__").statusCode() == 200);
  }

  String url() {
    return "http://localhost:" + port;
  }

  /** What the gateways were told. */
  String setting(String variable) {
    return environment.get(variable);
  }

  private static Map<String, String> environmentOf(long pid) {
    try {
      return Arrays.stream(Files.readString(Path.of("/proc/" + pid + "/environ")).split("\0"))
          .filter(entry -> entry.indexOf('=') > 0)
          .collect(
              Collectors.toMap(
                  entry -> entry.substring(0, entry.indexOf('=')),
                  entry -> entry.substring(entry.indexOf('=') + 1),
                  (one, other) -> one));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(30, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
