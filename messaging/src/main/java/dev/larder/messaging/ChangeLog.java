package dev.larder.messaging;

import io.lettuce.core.RedisException;
import io.lettuce.core.RedisFuture;
import io.lettuce.core.TransactionResult;
import io.lettuce.core.XAddArgs;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.async.RedisAsyncCommands;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.Future;
import java.util.function.Function;

/**
 * The sending side of {@link Keys#CHANGES}, for the one relay. What it is told to send reaches
 * Redis once and in order: entries and {@link Keys#SERIAL} change together, or not at all, and a
 * change at or below the serial that Redis holds is not sent again. An emptied Redis takes
 * everything anew.
 */
public final class ChangeLog implements AutoCloseable {
  /** Followers that are further behind than this start with empty caches. */
  static final long MAX_LENGTH = 100_000;

  private static final int ATTEMPTS = 10;

  private final Redis redis;
  private final XAddArgs trimmed = XAddArgs.Builder.maxlen(MAX_LENGTH).approximateTrimming();
  private StatefulRedisConnection<String, String> connection;

  public ChangeLog(Redis redis) {
    this.redis = redis;
  }

  /**
   * The newest serial that was sent; empty when Redis knows none, that is, when it is new or was
   * emptied: then what is still at hand is to be sent again, or {@link #advance} called.
   *
   * @throws RedisException when Redis is away
   */
  public synchronized OptionalLong serial() {
    return onOwnConnection(commands -> parse(await(commands.get(Keys.SERIAL))));
  }

  /**
   * Sends changes; when this returns they and their serial stand in Redis.
   *
   * @param changes with rising serials
   * @throws RedisException when Redis is away; all of them or none were sent, and sending them
   *     again is harmless
   */
  public synchronized void send(List<Change> changes) {
    requireRising(changes);
    if (changes.isEmpty()) {
      return;
    }
    change(
        changes.getLast().serial(),
        (commands, known, queued) -> {
          for (Change change : changes) {
            if (known.isEmpty() || change.serial() > known.getAsLong()) {
              queued.add(commands.xadd(Keys.CHANGES, trimmed, change.toFields()));
            }
          }
        });
  }

  /**
   * Raises the serial in Redis without an entry, for changes whose entries are no longer at hand;
   * followers take it as a gap and empty their caches. Nothing happens if Redis holds it already.
   *
   * @throws RedisException when Redis is away
   */
  public synchronized void advance(long serial) {
    change(serial, (commands, known, queued) -> {});
  }

  private void change(long serial, Entries entries) {
    onOwnConnection(
        commands -> {
          for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            if (changed(commands, serial, entries)) {
              return null;
            }
          }
          throw new RedisException("Somebody else keeps changing " + Keys.SERIAL + ".");
        });
  }

  /** One optimistic transaction; false when the serial was changed under it. */
  private static boolean changed(
      RedisAsyncCommands<String, String> commands, long serial, Entries entries) {
    await(commands.watch(Keys.SERIAL));
    OptionalLong known = parse(await(commands.get(Keys.SERIAL)));
    if (known.isPresent() && known.getAsLong() >= serial) {
      await(commands.unwatch());
      return true;
    }
    List<Future<?>> queued = new ArrayList<>();
    queued.add(commands.multi());
    entries.add(commands, known, queued);
    queued.add(commands.set(Keys.SERIAL, Long.toString(serial)));
    TransactionResult result = await(commands.exec());
    for (Object answer : result) {
      if (answer instanceof Exception e) {
        throw new RedisException("Redis took the changes up to " + serial + " in part only.", e);
      }
    }
    return !result.wasDiscarded();
  }

  /** A fresh connection after any failure, so that no half-begun transaction is carried on. */
  private <T> T onOwnConnection(Function<RedisAsyncCommands<String, String>, T> work) {
    if (connection == null) {
      connection = redis.connect();
    }
    try {
      return work.apply(connection.async());
    } catch (RedisException e) {
      close();
      throw e;
    }
  }

  private static <T> T await(RedisFuture<T> command) {
    return Redis.await(command, Redis.TIMEOUT);
  }

  private static void requireRising(List<Change> changes) {
    for (int i = 1; i < changes.size(); i++) {
      if (changes.get(i).serial() <= changes.get(i - 1).serial()) {
        throw new IllegalArgumentException(
            "Serials must rise: %d follows %d"
                .formatted(changes.get(i).serial(), changes.get(i - 1).serial()));
      }
    }
  }

  static OptionalLong parse(String serial) {
    try {
      return serial == null ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(serial));
    } catch (NumberFormatException e) {
      return OptionalLong.empty();
    }
  }

  @Override
  public synchronized void close() {
    if (connection != null) {
      connection.close();
      connection = null;
    }
  }

  private interface Entries {
    void add(
        RedisAsyncCommands<String, String> commands, OptionalLong known, List<Future<?>> queued);
  }
}
