package dev.larder.blob.testing;

import dev.larder.messaging.Change;
import dev.larder.messaging.ChangeLog;
import dev.larder.messaging.Found;
import dev.larder.messaging.Keys;
import dev.larder.messaging.Redis;
import io.lettuce.core.Range;
import java.net.ServerSocket;
import java.time.Instant;
import java.util.List;
import redis.embedded.RedisServer;

/** A real Redis that can be stopped and started again, empty. */
public final class TestRedis implements AutoCloseable {
  private final int port;
  private final Redis redis;
  private final ChangeLog changes;
  private RedisServer server;

  public TestRedis() throws Exception {
    try (ServerSocket socket = new ServerSocket(0)) {
      port = socket.getLocalPort();
    }
    start();
    redis = Redis.open(url());
    changes = new ChangeLog(redis);
  }

  public String url() {
    return "redis://:secret@127.0.0.1:" + port;
  }

  public void start() throws Exception {
    server =
        RedisServer.newRedisServer()
            .port(port)
            .bind("127.0.0.1")
            .setting("requirepass secret")
            .setting("save \"\"")
            .build();
    server.start();
  }

  public void stop() throws Exception {
    server.stop();
  }

  /** The catalogue moved on, and these tags are concerned. */
  public void changed(long serial, String... tags) {
    changes.send(
        List.of(
            new Change(
                serial,
                Instant.EPOCH,
                Change.Kind.PAGE_CHANGED,
                2,
                "demo",
                null,
                null,
                List.of(tags))));
  }

  /** What was found out so far. */
  public List<Found> found() {
    return redis.shared().sync().xrange(Keys.FOUND, Range.unbounded()).stream()
        .map(entry -> Found.from(entry.getBody()))
        .toList();
  }

  @Override
  public void close() throws Exception {
    redis.close();
    server.stop();
  }
}
