package dev.larder.gateway.redis;

import dev.larder.messaging.Redis;
import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.RedisFuture;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.async.RedisAsyncCommands;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/**
 * One connection to Redis that never keeps a request waiting longer than its limit. While Redis is
 * away it is tried every half second by one request, the others are told at once.
 */
public final class RedisLink implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(RedisLink.class);
  private static final long PAUSE = Duration.ofMillis(500).toNanos();

  private final Redis redis;
  private final Duration limit;

  private StatefulRedisConnection<String, String> connection;
  private CompletableFuture<StatefulRedisConnection<String, String>> connecting;
  private boolean away;
  private long awaySince;

  public RedisLink(RedisConfig config, Duration limit) {
    this.redis = Redis.open(config.url(), limit);
    this.limit = limit;
  }

  /** Connects, in the background, so that the first request needn't. */
  public void warm() {
    link().subscribe(connected -> LOG.info("Redis is there"), failure -> {});
  }

  /** Asks one thing; error {@link RedisAway} within the limit if there is no answer. */
  public <T> Mono<T> ask(Function<RedisAsyncCommands<String, String>, RedisFuture<T>> question) {
    return link()
        .flatMap(
            link ->
                Mono.fromCompletionStage(() -> question.apply(link.async()))
                    .timeout(limit)
                    .doOnError(failure -> failed(link, failure)))
        .onErrorMap(
            failure -> !(failure instanceof RedisAway),
            failure -> new RedisAway("Redis doesn't answer", failure));
  }

  private Mono<StatefulRedisConnection<String, String>> link() {
    return Mono.defer(
        () -> {
          synchronized (this) {
            if (connection != null && connection.isOpen()) {
              return Mono.just(connection);
            }
            leave();
            if (connecting != null) {
              return Mono.fromFuture(connecting, true);
            }
            if (away && System.nanoTime() - awaySince < PAUSE) {
              return Mono.error(new RedisAway("Redis is away", null));
            }
            CompletableFuture<StatefulRedisConnection<String, String>> attempt = connect();
            connecting = attempt;
            var unused = attempt.whenComplete(this::connected);
            return Mono.fromFuture(attempt, true);
          }
        });
  }

  /** One that was lost is made anew by the next request, not by itself. */
  private void leave() {
    if (connection != null) {
      connection.closeAsync();
      connection = null;
    }
  }

  /** Ends within the limit; a connection that comes later than that is closed again. */
  private CompletableFuture<StatefulRedisConnection<String, String>> connect() {
    CompletableFuture<StatefulRedisConnection<String, String>> coming =
        redis.connectAsync().toCompletableFuture();
    CompletableFuture<StatefulRedisConnection<String, String>> attempt =
        coming.copy().orTimeout(limit.toMillis(), TimeUnit.MILLISECONDS);
    var unused =
        coming.thenAccept(
            late -> {
              if (attempt.isCompletedExceptionally()) {
                late.closeAsync();
              }
            });
    return attempt;
  }

  private synchronized void connected(
      StatefulRedisConnection<String, String> made, Throwable failure) {
    connecting = null;
    if (failure != null) {
      markAway(failure);
      return;
    }
    connection = made;
    if (away) {
      LOG.info("Redis is back");
    }
    away = false;
  }

  private void failed(StatefulRedisConnection<String, String> link, Throwable failure) {
    if (failure instanceof RedisCommandExecutionException) {
      LOG.warn("Redis refuses: {}", failure.getMessage());
      return;
    }
    synchronized (this) {
      if (connection == link) {
        connection = null;
        markAway(failure);
      }
    }
    link.closeAsync();
  }

  private void markAway(Throwable failure) {
    if (!away) {
      LOG.warn("Redis is away: {}", failure.toString());
    }
    away = true;
    awaySince = System.nanoTime();
  }

  @Override
  public void close() {
    redis.close();
  }
}
