package dev.larder.messaging;

import dev.larder.service.flight.NextFlight;
import io.lettuce.core.KeyValue;
import io.lettuce.core.RedisException;
import io.lettuce.core.api.StatefulRedisConnection;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Asks Redis how far the world has moved on. What it answers was read after the call began, so a
 * cache that has applied that much knows of every change that was answered before. One question is
 * under way at a time, and callers that come meanwhile share the next one. Thread-safe, never
 * blocks.
 */
public final class SerialGate implements AutoCloseable {
  /** How long an answer may take; also how long Redis is left alone after it gave none. */
  private static final Duration TIMEOUT = Duration.ofMillis(200);

  private static final Duration LEFT_ALONE = Duration.ofMillis(500);
  private static final String MARKS = "marks";
  private static final RedisException LEFT = new LeftAlone();

  /**
   * Where things stand in Redis.
   *
   * @param serial the newest serial that was sent; empty when Redis knows none
   * @param revocations the counter of revocations; empty when Redis knows none
   */
  public record Marks(OptionalLong serial, OptionalLong revocations) {}

  private final Redis redis;
  private final Duration timeout;
  private final NextFlight<String, Optional<Marks>> questions = new NextFlight<>();
  private final ReentrantLock lock = new ReentrantLock();
  private CompletableFuture<StatefulRedisConnection<String, String>> connection;
  private boolean closed;
  private long leftAloneUntil = System.nanoTime();

  public SerialGate(Redis redis) {
    this(redis, TIMEOUT);
  }

  SerialGate(Redis redis, Duration timeout) {
    this.redis = redis;
    this.timeout = timeout;
  }

  /**
   * The serial that Redis holds after this call began. Empty when Redis knows none, or didn't
   * answer within 200 ms; at once while it is known to be away. Never completes exceptionally.
   */
  public CompletableFuture<OptionalLong> serial() {
    return marks().thenApply(marks -> marks.map(Marks::serial).orElseGet(OptionalLong::empty));
  }

  /** As {@link #serial()}, with the counter of revocations read at the same moment. */
  public CompletableFuture<Optional<Marks>> marks() {
    return questions.join(MARKS, this::ask);
  }

  private CompletableFuture<Optional<Marks>> ask() {
    return read()
        .orTimeout(timeout.toMillis(), TimeUnit.MILLISECONDS)
        .handle(
            (marks, failure) -> {
              if (failure != null && failure != LEFT) {
                leaveAlone();
              }
              return Optional.ofNullable(marks);
            });
  }

  private void leaveAlone() {
    lock.lock();
    try {
      leftAloneUntil = System.nanoTime() + LEFT_ALONE.toNanos();
    } finally {
      lock.unlock();
    }
  }

  private CompletableFuture<Marks> read() {
    try {
      return connected()
          .thenCompose(c -> c.async().mget(Keys.SERIAL, Keys.REVOCATIONS))
          .thenApply(values -> new Marks(number(values, 0), number(values, 1)));
    } catch (RuntimeException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  private CompletableFuture<StatefulRedisConnection<String, String>> connected() {
    lock.lock();
    try {
      if (closed || System.nanoTime() - leftAloneUntil < 0) {
        throw LEFT;
      }
      if (connection == null || connection.isCompletedExceptionally()) {
        connection = redis.connectAsync().toCompletableFuture();
      }
      return connection;
    } finally {
      lock.unlock();
    }
  }

  private static OptionalLong number(List<KeyValue<String, String>> values, int index) {
    return ChangeLog.parse(values.get(index).getValueOrElse(null));
  }

  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      if (connection != null) {
        connection.thenAccept(StatefulRedisConnection::closeAsync);
      }
    } finally {
      lock.unlock();
    }
  }

  /** Not asked at all, because it was away a moment ago. */
  private static final class LeftAlone extends RedisException {
    private static final long serialVersionUID = 1;

    LeftAlone() {
      super("Redis is away.");
    }

    @Override
    public synchronized Throwable fillInStackTrace() {
      return this;
    }
  }
}
