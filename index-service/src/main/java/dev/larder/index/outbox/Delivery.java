package dev.larder.index.outbox;

import dev.larder.messaging.Redis;
import dev.larder.messaging.SerialGate;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.OptionalLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lets a change be answered only when every cache can know of it. */
@Singleton
public class Delivery {
  private static final Logger log = LoggerFactory.getLogger(Delivery.class);
  private static final Duration AWAY = Duration.ofSeconds(2);
  private static final Duration LONGEST = Duration.ofSeconds(10);

  /** How long until who waits for this replica's relay asks whether it still sends. */
  private static final Duration LOOK_AGAIN = Duration.ofMillis(100);

  private final Relay relay;
  private final SerialGate gate;
  private volatile long awaySince;

  public Delivery(Relay relay, Redis redis) {
    this.relay = relay;
    this.gate = new SerialGate(redis);
  }

  /**
   * Returns when {@code serial} stands in Redis, or Redis has been away for 2 s. Whichever replica
   * has the relay, Redis tells.
   */
  public void await(long serial) {
    long began = System.nanoTime();
    Duration pause = Duration.ofMillis(1);
    while (!isSent(serial)) {
      long now = System.nanoTime();
      long since = relay.redisAwaySince() != 0 ? relay.redisAwaySince() : awaySince;
      if (since != 0 && now - since >= AWAY.toNanos()) {
        return;
      }
      if (now - began >= LONGEST.toNanos()) {
        log.warn("Change {} is answered although no relay has sent it", serial);
        return;
      }
      relay.await(serial, relay.isSending() ? LOOK_AGAIN : pause);
      pause = pause.compareTo(Duration.ofMillis(20)) < 0 ? pause.multipliedBy(2) : pause;
    }
    awaySince = 0;
  }

  /** The relay tells; where another replica's sends, Redis has to be asked. */
  private boolean isSent(long serial) {
    return relay.sent() >= serial || (!relay.isSending() && stands(serial));
  }

  private boolean stands(long serial) {
    OptionalLong known = gate.serial().join();
    if (known.isPresent()) {
      awaySince = 0;
      return known.getAsLong() >= serial;
    }
    if (awaySince == 0) {
      awaySince = Math.max(1, System.nanoTime());
    }
    return false;
  }

  @PreDestroy
  void close() {
    gate.close();
  }
}
