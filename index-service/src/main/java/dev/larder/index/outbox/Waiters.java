package dev.larder.index.outbox;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Threads that wait for a serial, each woken when it is reached and not before. */
final class Waiters {
  private final ConcurrentNavigableMap<Long, CompletableFuture<Void>> bySerial =
      new ConcurrentSkipListMap<>();

  /**
   * Waits until {@link #wake} is called for the serial or a later one, or the time is over.
   *
   * @param reached whether there is nothing to wait for; true before the call that says so
   */
  void await(long serial, BooleanSupplier reached, Duration atMost) {
    CompletableFuture<Void> woken =
        bySerial.computeIfAbsent(serial, any -> new CompletableFuture<>());
    if (!reached.getAsBoolean()) {
      woken.copy().completeOnTimeout(null, atMost.toNanos(), TimeUnit.NANOSECONDS).join();
    }
    bySerial.remove(serial, woken);
  }

  boolean isEmpty() {
    return bySerial.isEmpty();
  }

  /** Wakes all that wait for this serial or an earlier one. */
  void wake(long serial) {
    bySerial.headMap(serial, true).values().forEach(woken -> woken.complete(null));
  }
}
