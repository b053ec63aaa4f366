package dev.larder.messaging;

import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisException;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.sync.RedisCommands;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import redis.embedded.core.ExecutableProvider;

/** A real Redis that can be killed and started again, with what it had written down. */
final class TestRedis implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final int port;
  private final Path folder;
  private Process process;
  private RedisClient client;
  private StatefulRedisConnection<String, String> connection;

  private TestRedis(int port, Path folder) {
    this.port = port;
    this.folder = folder;
  }

  /** Not started yet. */
  static TestRedis in(Path folder) throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return new TestRedis(socket.getLocalPort(), folder);
    }
  }

  static TestRedis started(Path folder) throws IOException {
    TestRedis redis = in(folder);
    redis.start();
    return redis;
  }

  String url() {
    return "redis://:secret@127.0.0.1:" + port;
  }

  void start() throws IOException {
    process =
        new ProcessBuilder(
                ExecutableProvider.newJarResourceProvider().get().getPath(),
                "--port " + port,
                "--bind 127.0.0.1",
                "--requirepass secret",
                "--dir " + folder,
                "--appendonly yes",
                "--appendfsync always")
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("redis.log").toFile())
            .start();
    client = RedisClient.create(url());
    waitUntil(this::answers);
  }

  private boolean answers() {
    try (StatefulRedisConnection<String, String> connection = client.connect()) {
      return "PONG".equals(connection.sync().ping());
    } catch (RedisException e) {
      return false;
    }
  }

  /** As {@code kill -9}. */
  void kill() {
    client.shutdown(Duration.ZERO, Duration.ZERO);
    process.destroyForcibly();
    process.onExit().join();
  }

  /** Forgets everything on its disk; to be called while it doesn't run. */
  void loseData() throws IOException {
    Files.deleteIfExists(folder.resolve("appendonly.aof"));
    Files.deleteIfExists(folder.resolve("dump.rdb"));
  }

  /** Stops answering without breaking connections, until {@link #resume()}. */
  void freeze() {
    signal("STOP");
  }

  void resume() {
    signal("CONT");
  }

  private void signal(String name) {
    try {
      new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start().onExit().join();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  RedisCommands<String, String> commands() {
    if (connection == null || !connection.isOpen()) {
      connection = client.connect();
    }
    return connection.sync();
  }

  /** Whether this can be done now, or Redis is (still) away. */
  static boolean answers(Runnable work) {
    try {
      work.run();
      return true;
    } catch (RedisException e) {
      return false;
    }
  }

  static void waitUntil(BooleanSupplier condition) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() - end > 0) {
        throw new AssertionError("It didn't come about within " + PATIENCE);
      }
      try {
        Thread.sleep(10);
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
    }
  }

  @Override
  public void close() {
    kill();
  }
}
