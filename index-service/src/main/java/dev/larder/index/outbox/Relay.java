package dev.larder.index.outbox;

import dev.larder.index.database.Database;
import dev.larder.index.database.DatabaseException;
import dev.larder.index.database.Leadership;
import dev.larder.index.database.Sql;
import dev.larder.messaging.Change;
import dev.larder.messaging.ChangeLog;
import dev.larder.messaging.Redis;
import io.lettuce.core.RedisException;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends the outbox to Redis in serial order. Of all replicas the one with the advisory lock does.
 * Redis itself says how far it got; so a Redis that lost everything gets it again, and nothing is
 * sent twice.
 */
@Singleton
public class Relay {
  private static final Logger log = LoggerFactory.getLogger(Relay.class);
  static final long LOCK = 0x6c61726465720001L;
  private static final int BATCH = 500;
  private static final int PAUSE_MILLIS = 200;
  private static final int IDLE_MILLIS = 500;

  /** An emptied Redis gets so many of the newest changes; who is further behind starts empty. */
  static final int RESENT = 10_000;

  private final Database database;
  private final ChangeLog changes;
  private final Thread thread = Thread.ofVirtual().name("relay").unstarted(this::run);
  private volatile boolean closed;
  private final Waiters waiters = new Waiters();
  private volatile long sent = -1;
  private volatile long redisAwaySince;
  private boolean postgresAway;

  public Relay(Database database, Redis redis) {
    this.database = database;
    this.changes = new ChangeLog(redis);
  }

  /** Begins, once the catalogue is open. */
  public void start() {
    thread.start();
  }

  /** The newest serial that this relay knows to stand in Redis. */
  long sent() {
    return sent;
  }

  /** Whether this replica's relay is the one that sends, as far as is known. */
  boolean isSending() {
    return sent >= 0;
  }

  /** Waits until this relay has sent a change, but not for longer than that. */
  void await(long serial, Duration atMost) {
    waiters.await(serial, () -> sent >= serial, atMost);
  }

  /** Since when ({@link System#nanoTime}) this relay has found no Redis, 0 if it found it. */
  long redisAwaySince() {
    return redisAwaySince;
  }

  private void run() {
    while (!closed) {
      try {
        Optional<Leadership> leadership = database.lead(LOCK, Outbox.CHANNEL);
        postgresAway = false;
        leadership.ifPresent(this::lead);
      } catch (DatabaseException e) {
        if (!postgresAway && !closed) {
          log.warn("The relay lost PostgreSQL: {}", e.getMessage());
          postgresAway = true;
        }
      } catch (RuntimeException e) {
        log.error("The relay failed and begins anew", e);
      }
      pause(PAUSE_MILLIS);
    }
  }

  private void lead(Leadership leadership) {
    try (leadership) {
      while (!closed) {
        try {
          send(leadership.sql());
          if (redisAwaySince != 0) {
            log.info("Redis is back, the outbox is sent up to {}", sent);
            redisAwaySince = 0;
          }
          leadership.await(IDLE_MILLIS);
        } catch (RedisException e) {
          if (redisAwaySince == 0 && !closed) {
            log.warn("Redis is away, changes wait in the outbox: {}", e.getMessage());
            redisAwaySince = Math.max(1, System.nanoTime());
          }
          sent = -1;
          pause(PAUSE_MILLIS);
          leadership.require();
        }
      }
    } finally {
      // Who doesn't lead knows nothing of Redis.
      sent = -1;
      redisAwaySince = 0;
    }
  }

  private void send(Sql sql) {
    long done = changes.serial().orElseGet(() -> Math.max(0, Outbox.newest(sql) - RESENT));
    List<Change> batch;
    do {
      batch = Outbox.after(sql, done, BATCH);
      if (batch.isEmpty()) {
        done = skip(sql, done);
      } else {
        changes.send(batch);
        done = batch.getLast().serial();
      }
      sentUpTo(done);
    } while (batch.size() == BATCH);
  }

  /** Past changes that are no longer at hand. One that was made just now is, and waits. */
  private long skip(Sql sql, long done) {
    long newest = Outbox.newest(sql);
    if (done > newest && sent != done) {
      log.error("Redis holds serial {}, the catalogue {}: is it an older one?", done, newest);
    }
    if (done >= newest || !Outbox.after(sql, done, 1).isEmpty()) {
      return done;
    }
    changes.advance(newest);
    return newest;
  }

  private void sentUpTo(long serial) {
    sent = serial;
    waiters.wake(serial);
  }

  private void pause(int millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      closed = true;
    }
  }

  @PreDestroy
  void close() {
    closed = true;
    try {
      thread.join(Duration.ofSeconds(2));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
