package dev.larder.messaging;

import io.lettuce.core.Consumer;
import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.RedisException;
import io.lettuce.core.StreamMessage;
import io.lettuce.core.UnblockType;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.models.stream.PendingMessage;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Works through a stream together with the other members of a consumer group: each entry is handled
 * by one of them and acknowledged (and deleted) after that, at least once. What a dead member left
 * is taken over; what failed again and again goes to {@link Keys#DEAD}. Handlers must bear to see
 * an entry twice. One thread, one entry at a time. It needs no Redis to start, and comes back, with
 * a new group if need be, when Redis does.
 */
public final class WorkGroup<T> implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(WorkGroup.class);
  private static final Duration BLOCK = Duration.ofSeconds(1);
  private static final Duration PAUSE = Duration.ofMillis(200);
  private static final int BATCH = 16;

  /**
   * @param stream the stream's key
   * @param group the consumer group's name
   * @param idle how long an entry may be in the hands of a member before another one takes it over,
   *     and so also how long a failed entry waits for its next try; longer than handling ever takes
   * @param deliveries how often an entry is tried before it goes to {@link Keys#DEAD}
   */
  public record Settings(String stream, String group, Duration idle, int deliveries) {
    public Settings {
      if (idle.isNegative() || idle.isZero() || deliveries < 1) {
        throw new IllegalArgumentException(
            "A work group needs a positive idle time and at least one delivery: %s, %d"
                .formatted(idle, deliveries));
      }
    }

    /** Taken over after 60 s, given up after 5 deliveries. */
    public static Settings of(String stream, String group) {
      return new Settings(stream, group, Duration.ofSeconds(60), 5);
    }
  }

  /** Does what an entry asks for; an exception means that it is to be tried again later. */
  @FunctionalInterface
  public interface Handler<T> {
    void handle(T entry) throws Exception;
  }

  private final Redis redis;
  private final Settings settings;
  private final Function<Map<String, String>, T> decoder;
  private final Handler<T> handler;
  private final Consumer<String> self;
  private final Thread thread;
  private volatile boolean closed;
  private volatile long connectionId;
  private long nextTakeOver = System.nanoTime();

  private WorkGroup(
      Redis redis,
      Settings settings,
      Function<Map<String, String>, T> decoder,
      Handler<T> handler) {
    this.redis = redis;
    this.settings = settings;
    this.decoder = decoder;
    this.handler = handler;
    this.self = Consumer.from(settings.group(), UUID.randomUUID().toString());
    // Not a virtual one: what computes for long would keep the requests of others from the few
    // processors that these have.
    this.thread =
        Thread.ofPlatform().daemon().name("work-" + settings.stream()).unstarted(this::run);
  }

  /**
   * Joins the group and starts to work.
   *
   * @param decoder reads an entry's fields; what it refuses with an {@link
   *     IllegalArgumentException} goes to {@link Keys#DEAD} at once
   */
  public static <T> WorkGroup<T> start(
      Redis redis,
      Settings settings,
      Function<Map<String, String>, T> decoder,
      Handler<T> handler) {
    WorkGroup<T> group = new WorkGroup<>(redis, settings, decoder, handler);
    group.thread.start();
    return group;
  }

  private void run() {
    boolean away = false;
    while (!closed) {
      try (var connection = redis.connect()) {
        if (away) {
          log.info("Working on {} again", settings.stream());
          away = false;
        }
        work(connection);
      } catch (RedisException e) {
        if (!closed && !away) {
          log.warn("Work on {} is interrupted: {}", settings.stream(), e.getMessage());
          away = true;
        }
      } catch (RuntimeException e) {
        log.error("Work on {} failed, starting anew", settings.stream(), e);
      }
      if (closed || !pause()) {
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

  private void work(StatefulRedisConnection<String, String> connection) {
    connectionId = Redis.await(connection.async().clientId(), Redis.TIMEOUT);
    Deliveries deliveries = new Deliveries(connection.async(), settings, self);
    deliveries.join();
    try {
      while (!closed) {
        try {
          takeOver(deliveries);
          deliveries.next(BLOCK).ifPresent(entry -> handle(deliveries, entry));
        } catch (RedisCommandExecutionException e) {
          if (!Deliveries.groupIsGone(e)) {
            throw e;
          }
          log.warn("{} was emptied, beginning anew", settings.stream());
          deliveries.join();
        }
      }
    } finally {
      if (closed && connection.isOpen()) {
        deliveries.leave();
      }
    }
  }

  private void takeOver(Deliveries deliveries) {
    if (System.nanoTime() - nextTakeOver < 0) {
      return;
    }
    nextTakeOver = System.nanoTime() + settings.idle().dividedBy(4).toNanos();
    for (PendingMessage overdue : deliveries.overdue(BATCH)) {
      if (closed) {
        return;
      }
      var entry = deliveries.find(overdue.getId());
      if (entry.isEmpty()) {
        deliveries.acknowledge(overdue.getId());
      } else if (overdue.getRedeliveryCount() >= settings.deliveries()) {
        bury(
            deliveries,
            entry.get(),
            "given out %d times and never done".formatted(overdue.getRedeliveryCount()));
      } else if (deliveries.claim(overdue.getId())) {
        handle(deliveries, entry.get());
      }
    }
  }

  private void handle(Deliveries deliveries, StreamMessage<String, String> entry) {
    T decoded;
    try {
      decoded = decoder.apply(entry.getBody());
    } catch (IllegalArgumentException e) {
      bury(deliveries, entry, "unreadable: " + e.getMessage());
      return;
    }
    try {
      handler.handle(decoded);
    } catch (Exception e) {
      failed(deliveries, entry, e);
      return;
    }
    deliveries.acknowledge(entry.getId());
  }

  private void failed(
      Deliveries deliveries, StreamMessage<String, String> entry, Exception failure) {
    if (failure instanceof InterruptedException) {
      Thread.currentThread().interrupt();
    }
    if (closed) {
      return;
    }
    if (deliveries.count(entry.getId()) >= settings.deliveries()) {
      bury(deliveries, entry, failure.toString());
    } else {
      log.warn(
          "Entry {} of {} failed and will be tried again: {}",
          entry.getId(),
          settings.stream(),
          failure.toString());
    }
  }

  private void bury(Deliveries deliveries, StreamMessage<String, String> entry, String reason) {
    log.error("Entry {} of {} goes to {}: {}", entry.getId(), settings.stream(), Keys.DEAD, reason);
    deliveries.bury(entry, reason);
  }

  /** Finishes the entry under way, at most 3 s long, then interrupts it; it will be tried again. */
  @Override
  public void close() {
    closed = true;
    stopWaiting();
    try {
      if (!thread.join(Duration.ofSeconds(3))) {
        thread.interrupt();
        thread.join(Duration.ofSeconds(1));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Ends the wait for an entry, and nothing else that is under way. */
  private void stopWaiting() {
    try {
      redis.commands().clientUnblock(connectionId, UnblockType.TIMEOUT);
    } catch (RedisException e) {
      log.debug("The wait for an entry of {} ends by itself", settings.stream(), e);
    }
  }
}
