package dev.larder.auth.redis;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.TimeoutOptions;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.sync.RedisCommands;
import jakarta.annotation.PreDestroy;
import org.springframework.stereotype.Component;

/**
 * The connection to Redis. A lost one is made anew by the next call, and no command is kept for
 * later: a caller learns at once, by a {@code RedisException}, that what it meant to write is not
 * written.
 */
@Component
public final class RedisLink {

  private final RedisSettings settings;
  private RedisClient client;
  private StatefulRedisConnection<String, String> connection;

  RedisLink(RedisSettings settings) {
    this.settings = settings;
  }

  private static RedisClient client(RedisSettings settings) {
    var uri = RedisURI.create(settings.url());
    uri.setTimeout(settings.timeout());
    var client = RedisClient.create(uri);
    client.setOptions(
        ClientOptions.builder()
            .autoReconnect(false)
            .disconnectedBehavior(ClientOptions.DisconnectedBehavior.REJECT_COMMANDS)
            .socketOptions(SocketOptions.builder().connectTimeout(settings.timeout()).build())
            .timeoutOptions(TimeoutOptions.enabled(settings.timeout()))
            .build());
    return client;
  }

  /** Commands that block; connects if need be. */
  public synchronized RedisCommands<String, String> commands() {
    if (client == null) {
      client = client(settings);
    }
    if (connection == null || !connection.isOpen()) {
      connection = null;
      connection = client.connect();
    }
    return connection.sync();
  }

  @PreDestroy
  synchronized void close() {
    if (client != null) {
      client.shutdown();
    }
  }
}
