package dev.larder.messaging;

import io.lettuce.core.Limit;
import io.lettuce.core.Range;
import io.lettuce.core.RedisChannelHandler;
import io.lettuce.core.RedisConnectionStateListener;
import io.lettuce.core.RedisException;
import io.lettuce.core.RedisFuture;
import io.lettuce.core.StreamMessage;
import io.lettuce.core.TransactionResult;
import io.lettuce.core.XReadArgs;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.async.RedisAsyncCommands;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows {@link Keys#CHANGES} from now on, in a thread and on a connection of its own, so that
 * caches can drop what changed. It needs no Redis to start, and comes back when Redis does.
 */
public final class ChangeTail implements AutoCloseable {
  /** What {@link #applied()} answers while changes may be passing by unseen. */
  public static final long UNSURE = -1;

  private static final Logger log = LoggerFactory.getLogger(ChangeTail.class);
  private static final Duration BLOCK = Duration.ofSeconds(1);
  private static final Duration PAUSE = Duration.ofMillis(200);
  private static final int BATCH = 500;

  /** Told in one thread, one call at a time. Its calls must be quick and must not fail. */
  public interface Listener {
    /** This changed. */
    void changed(Change change);

    /** Changes may have been missed: whatever is cached is to be dropped. */
    void lost();
  }

  private final Redis redis;
  private final Listener listener;
  private final Thread thread;
  private volatile long applied = UNSURE;
  private volatile boolean closed;
  private String position;

  private ChangeTail(Redis redis, Listener listener) {
    this.redis = redis;
    this.listener = listener;
    this.thread = Thread.ofVirtual().name("change-tail").unstarted(this::run);
  }

  /** Starts to follow; the first thing that the listener hears is {@link Listener#lost()}. */
  public static ChangeTail start(Redis redis, Listener listener) {
    ChangeTail tail = new ChangeTail(redis, listener);
    tail.thread.start();
    return tail;
  }

  /**
   * The serial up to which the listener was told of every change, or told that it lost some; {@link
   * #UNSURE} while Redis is away.
   */
  public long applied() {
    return applied;
  }

  /**
   * Whether what the listener's cache holds is as new as a serial that {@link SerialGate} gave;
   * false for none.
   */
  public boolean covers(OptionalLong serial) {
    return serial.isPresent() && applied >= serial.getAsLong();
  }

  private void run() {
    boolean away = false;
    while (!closed) {
      try (var connection = redis.connect()) {
        if (away) {
          log.info("Following changes again");
          away = false;
        }
        follow(connection);
      } catch (RedisException | Disconnected e) {
        if (!closed && !away) {
          log.warn("Redis is away, changes can't be followed: {}", e.getMessage());
          away = true;
        }
      } catch (InterruptedException e) {
        break;
      } catch (RuntimeException e) {
        log.error("Following changes failed, starting anew", e);
      } finally {
        applied = UNSURE;
      }
      if (!pause()) {
        break;
      }
    }
  }

  private boolean pause() {
    try {
      Thread.sleep(PAUSE);
      return true;
    } catch (InterruptedException e) {
      return false;
    }
  }

  private void follow(StatefulRedisConnection<String, String> connection)
      throws Disconnected, InterruptedException {
    CompletableFuture<Void> disconnected = new CompletableFuture<>();
    connection.addListener(
        new RedisConnectionStateListener() {
          @Override
          public void onRedisDisconnected(RedisChannelHandler<?, ?> handler) {
            applied = UNSURE;
            disconnected.completeExceptionally(new Disconnected("the connection broke"));
          }
        });
    RedisAsyncCommands<String, String> commands = connection.async();
    startFrom(newest(commands, disconnected), disconnected);
    while (!closed) {
      List<StreamMessage<String, String>> entries = read(commands, disconnected);
      if (entries != null && !entries.isEmpty()) {
        for (StreamMessage<String, String> entry : entries) {
          apply(entry, disconnected);
        }
      } else {
        Newest newest = newest(commands, disconnected);
        if (!newest.continues(position, applied)) {
          startFrom(newest, disconnected);
        }
      }
    }
  }

  private List<StreamMessage<String, String>> read(
      RedisAsyncCommands<String, String> commands, CompletableFuture<Void> disconnected)
      throws Disconnected, InterruptedException {
    return await(
        commands.xread(
            XReadArgs.Builder.block(BLOCK).count(BATCH),
            XReadArgs.StreamOffset.from(Keys.CHANGES, position)),
        disconnected);
  }

  /** The last entry and the serial, as they stood at one moment. */
  private Newest newest(
      RedisAsyncCommands<String, String> commands, CompletableFuture<Void> disconnected)
      throws Disconnected, InterruptedException {
    var multi = commands.multi();
    var last = commands.xrevrange(Keys.CHANGES, Range.unbounded(), Limit.from(1));
    var serial = commands.get(Keys.SERIAL);
    TransactionResult result = await(commands.exec(), disconnected);
    if (result.wasDiscarded() || !multi.isDone() || !last.isDone() || !serial.isDone()) {
      throw new RedisException("Redis refused to tell where the changes stand.");
    }
    List<StreamMessage<String, String>> entries = result.get(0);
    String newest = result.get(1);
    return new Newest(
        entries.isEmpty() ? StreamId.START : entries.getFirst().getId(), ChangeLog.parse(newest));
  }

  private void startFrom(Newest newest, CompletableFuture<Void> disconnected) {
    position = newest.id();
    listener.lost();
    advance(newest.serial().orElse(0), disconnected);
  }

  private void apply(StreamMessage<String, String> entry, CompletableFuture<Void> disconnected) {
    position = entry.getId();
    Change change;
    try {
      change = Change.from(entry.getBody());
    } catch (IllegalArgumentException e) {
      log.error("Entry {} of {} is unreadable: {}", entry.getId(), Keys.CHANGES, e.getMessage());
      listener.lost();
      return;
    }
    if (change.serial() != applied + 1) {
      log.info("Change {} follows {}, so some were missed", change.serial(), applied);
      listener.lost();
    }
    listener.changed(change);
    advance(change.serial(), disconnected);
  }

  /** Never sets what the disconnection has just unset. */
  private void advance(long serial, CompletableFuture<Void> disconnected) {
    applied = serial;
    if (disconnected.isDone()) {
      applied = UNSURE;
    }
  }

  private static <T> T await(RedisFuture<T> command, CompletableFuture<Void> disconnected)
      throws Disconnected, InterruptedException {
    CompletableFuture<T> answer = command.toCompletableFuture();
    try {
      CompletableFuture.anyOf(answer, disconnected)
          .get(BLOCK.plus(Redis.TIMEOUT).toMillis(), TimeUnit.MILLISECONDS);
      return answer.get();
    } catch (TimeoutException e) {
      throw new Disconnected("no answer");
    } catch (ExecutionException e) {
      switch (e.getCause()) {
        case Disconnected d -> throw d;
        case RedisException r -> throw r;
        default -> throw new RedisException(e.getCause());
      }
    }
  }

  /** Stops following; no call to the listener is under way after this. */
  @Override
  public void close() {
    closed = true;
    thread.interrupt();
    try {
      thread.join(Duration.ofSeconds(3));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private record Newest(String id, OptionalLong serial) {
    /** Whether the stream can still be read on from a position, and nothing is hidden from it. */
    boolean continues(String position, long applied) {
      int order = StreamId.compare(id, position);
      return order > 0 || (order == 0 && serial.orElse(0) == applied);
    }
  }

  private static final class Disconnected extends Exception {
    private static final long serialVersionUID = 1;

    Disconnected(String message) {
      super(message);
    }
  }
}
