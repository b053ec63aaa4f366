package dev.larder.messaging;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.LettuceFutures;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisException;
import io.lettuce.core.RedisFuture;
import io.lettuce.core.RedisURI;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.sync.RedisCommands;
import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.Delay;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/**
 * A process's way to Redis: few threads, short time-outs, and calls that fail at once while Redis
 * is away instead of queueing. Opening it needs no Redis; connections come back by themselves
 * within about half a second of Redis.
 */
public final class Redis implements AutoCloseable {
  static final Duration TIMEOUT = Duration.ofSeconds(2);
  private static final Duration PING_TIMEOUT = Duration.ofMillis(500);

  private final ClientResources resources;
  private final RedisURI uri;
  private final RedisClient client;
  private StatefulRedisConnection<String, String> shared;
  private boolean closed;

  private Redis(RedisURI uri) {
    this.uri = uri;
    this.resources =
        ClientResources.builder()
            .ioThreadPoolSize(2)
            .computationThreadPoolSize(2)
            .reconnectDelay(
                Delay.exponential(
                    Duration.ofMillis(20), Duration.ofMillis(500), 2, TimeUnit.MILLISECONDS))
            .build();
    this.client = RedisClient.create(resources, uri);
    client.setOptions(
        ClientOptions.builder()
            .disconnectedBehavior(ClientOptions.DisconnectedBehavior.REJECT_COMMANDS)
            .socketOptions(
                SocketOptions.builder()
                    .connectTimeout(Duration.ofSeconds(1))
                    .keepAlive(true)
                    .build())
            .build());
  }

  /**
   * Prepares to talk to a Redis.
   *
   * @param url {@code redis://:password@host:port}
   * @throws IllegalArgumentException when it is no such URL
   */
  public static Redis open(String url) {
    return open(url, TIMEOUT);
  }

  /**
   * The same.
   *
   * @param timeout how long a connection or a command may take
   */
  public static Redis open(String url, Duration timeout) {
    RedisURI uri = RedisURI.create(url);
    uri.setTimeout(timeout);
    return new Redis(uri);
  }

  /**
   * One connection that all callers share, for commands that neither block nor belong to a
   * transaction. It is made by the first call.
   *
   * @throws RedisException when Redis is away
   */
  public synchronized StatefulRedisConnection<String, String> shared() {
    if (closed) {
      throw new RedisException("This process is leaving Redis.");
    }
    if (shared == null) {
      shared = connect();
    }
    return shared;
  }

  /**
   * Commands that wait for their answers, over {@link #shared}.
   *
   * @throws RedisException when Redis is away, as each of them throws
   */
  public RedisCommands<String, String> commands() {
    return shared().sync();
  }

  /**
   * A connection of the caller's own, which it closes.
   *
   * @throws RedisException when Redis is away
   */
  public StatefulRedisConnection<String, String> connect() {
    return client.connect(StringCodec.UTF8, uri);
  }

  /** As {@link #connect()}, without waiting. */
  public CompletionStage<StatefulRedisConnection<String, String>> connectAsync() {
    return client.connectAsync(StringCodec.UTF8, uri);
  }

  /** Whether Redis answers within half a second. */
  public boolean reachable() {
    try {
      return "PONG".equals(await(shared().async().ping(), PING_TIMEOUT));
    } catch (RedisException e) {
      return false;
    }
  }

  /** The result of a command, or a {@link RedisException} when it failed or took too long. */
  static <T> T await(RedisFuture<T> command, Duration timeout) {
    return LettuceFutures.awaitOrCancel(command, timeout.toMillis(), TimeUnit.MILLISECONDS);
  }

  @Override
  public void close() {
    synchronized (this) {
      closed = true;
    }
    client.shutdown(Duration.ZERO, Duration.ofSeconds(1));
    resources.shutdown(0, 1, TimeUnit.SECONDS).awaitUninterruptibly(1, TimeUnit.SECONDS);
  }
}
