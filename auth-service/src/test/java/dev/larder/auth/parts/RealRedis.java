package dev.larder.auth.parts;

import io.lettuce.core.RedisClient;
import io.lettuce.core.api.sync.RedisCommands;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Function;
import redis.embedded.core.ExecutableProvider;

/**
 * A Redis that keeps its data in a file, so that it can be killed and come back with what it had.
 */
public final class RealRedis implements AutoCloseable {

  private static final String PASSWORD = "redis-of-tests";

  private final int port = FreePort.next();
  private final Path folder;
  private Process process;

  public RealRedis(Path folder) {
    this.folder = folder;
    start();
  }

  public String url() {
    return "redis://:" + PASSWORD + "@127.0.0.1:" + port;
  }

  /** Starts it, on the same port, with the data of before. */
  public void start() {
    try {
      var program = ExecutableProvider.newJarResourceProvider().get().getAbsolutePath();
      process =
          new ProcessBuilder(
                  program,
                  "--port",
                  String.valueOf(port),
                  "--bind",
                  "127.0.0.1",
                  "--requirepass",
                  PASSWORD,
                  "--dir",
                  folder.toString(),
                  "--appendonly",
                  "yes",
                  "--appendfsync",
                  "always")
              .redirectErrorStream(true)
              .redirectOutput(folder.resolve("redis.log").toFile())
              .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Until.holds(
        "Redis answers", Duration.ofSeconds(20), () -> ask(RedisCommands::ping).equals("PONG"));
  }

  public void kill() {
    process.destroyForcibly();
    try {
      process.waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** What a gateway would see. */
  public <T> T ask(Function<RedisCommands<String, String>, T> question) {
    try (var client = RedisClient.create(url());
        var connection = client.connect()) {
      return question.apply(connection.sync());
    }
  }

  public boolean holdsRevoked(String guid) {
    return ask(redis -> redis.sismember("larder:revoked", guid));
  }

  public boolean isMarkedComplete() {
    return ask(redis -> redis.exists("larder:revoked:complete")) == 1;
  }

  @Override
  public void close() {
    kill();
  }
}
