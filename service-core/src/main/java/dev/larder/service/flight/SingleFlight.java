package dev.larder.service.flight;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.ObjIntConsumer;
import java.util.function.Supplier;

/**
 * Work that is asked for while the same is under way is not done again: who asks joins it.
 * Thread-safe; never blocks by itself.
 *
 * @param <K> what is asked for
 * @param <V> what comes of it
 */
public final class SingleFlight<K, V> {
  private final Map<K, Flight<V>> flights = new HashMap<>();
  private final ObjIntConsumer<V> sharing;

  private static final class Flight<V> {
    private final CompletableFuture<V> result = new CompletableFuture<>();
    private int callers = 1;
  }

  public SingleFlight() {
    this((_, _) -> {});
  }

  /**
   * @param sharing told what came of it, and how many callers get it, before any of them does
   */
  public SingleFlight(ObjIntConsumer<V> sharing) {
    this.sharing = sharing;
  }

  /**
   * What comes of the work that is under way for this key, else of this one, which is started on
   * the thread of the caller. Who cancels what is given here doesn't cancel the work.
   */
  public CompletableFuture<V> join(K key, Supplier<CompletableFuture<V>> work) {
    Flight<V> flight;
    synchronized (flights) {
      Flight<V> running = flights.get(key);
      if (running != null) {
        running.callers++;
        return running.result.copy();
      }
      flight = new Flight<>();
      flights.put(key, flight);
    }
    CompletableFuture<V> mine = flight.result.copy();
    started(work).whenComplete((value, failure) -> end(key, flight, value, failure));
    return mine;
  }

  static <V> CompletableFuture<V> started(Supplier<CompletableFuture<V>> work) {
    try {
      return work.get();
    } catch (RuntimeException | Error e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  private void end(K key, Flight<V> flight, V value, Throwable failure) {
    int callers;
    synchronized (flights) {
      flights.remove(key, flight);
      callers = flight.callers;
    }
    if (failure != null) {
      flight.result.completeExceptionally(failure);
      return;
    }
    sharing.accept(value, callers);
    flight.result.complete(value);
  }
}
