package dev.larder.gateway.fake;

import io.lettuce.core.RedisClient;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.sync.RedisCommands;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import redis.embedded.RedisServer;

/** A real Redis with a password that can be killed and started again on its port. */
public final class TestRedis implements AutoCloseable {
  private static final String PASSWORD = "pw";
  private static final Pattern RUN_ID = Pattern.compile("run_id:(\\w+)");

  private final int port;
  private RedisServer server;

  public TestRedis() {
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    start();
  }

  public String url() {
    return "redis://:" + PASSWORD + "@127.0.0.1:" + port;
  }

  /** Starts it, empty. */
  public void start() {
    try {
      server =
          RedisServer.newRedisServer()
              .port(port)
              .setting("bind 127.0.0.1")
              .setting("requirepass " + PASSWORD)
              .setting("save \"\"")
              .build();
      server.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public void stop() {
    try {
      server.stop();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public void run(Consumer<RedisCommands<String, String>> commands) {
    RedisClient client = RedisClient.create(url());
    try (StatefulRedisConnection<String, String> connection = client.connect()) {
      commands.accept(connection.sync());
    } finally {
      client.shutdown();
    }
  }

  /** Marks the set of revoked tokens as whole, as auth-service does. */
  public static void markWhole(RedisCommands<String, String> commands) {
    Matcher process = RUN_ID.matcher(commands.info("server"));
    if (!process.find()) {
      throw new IllegalStateException("Redis names no run_id");
    }
    commands.set("larder:revoked:complete", process.group(1));
  }

  @Override
  public void close() {
    stop();
  }
}
