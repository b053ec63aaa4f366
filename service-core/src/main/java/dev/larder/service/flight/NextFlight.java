package dev.larder.service.flight;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/**
 * Work whose outcome must be younger than the question: who asks while the same is under way shares
 * the next, which begins when that has ended. Thread-safe; never blocks by itself.
 *
 * @param <K> what is asked for
 * @param <V> what comes of it
 */
public final class NextFlight<K, V> {
  private final Map<K, Turn<V>> turns = new HashMap<>();

  /** What is under way for a key, and who came since. */
  private static final class Turn<V> {
    private Waiting<V> next;
  }

  private record Waiting<V>(Supplier<CompletableFuture<V>> work, CompletableFuture<V> result) {}

  /**
   * What comes of work that begins after this call: of this one, or of that of the first who came
   * after the last began. Who cancels what is given here doesn't cancel the work.
   */
  public CompletableFuture<V> join(K key, Supplier<CompletableFuture<V>> work) {
    Waiting<V> mine = new Waiting<>(work, new CompletableFuture<>());
    CompletableFuture<V> result = mine.result().copy();
    Turn<V> turn = new Turn<>();
    synchronized (turns) {
      Turn<V> running = turns.putIfAbsent(key, turn);
      if (running != null) {
        if (running.next == null) {
          running.next = mine;
          return result;
        }
        return running.next.result().copy();
      }
    }
    begin(key, turn, mine);
    return result;
  }

  private void begin(K key, Turn<V> turn, Waiting<V> now) {
    SingleFlight.started(now.work())
        .whenComplete(
            (value, failure) -> {
              Waiting<V> next = next(key, turn);
              if (failure == null) {
                now.result().complete(value);
              } else {
                now.result().completeExceptionally(failure);
              }
              if (next != null) {
                begin(key, turn, next);
              }
            });
  }

  private Waiting<V> next(K key, Turn<V> turn) {
    synchronized (turns) {
      Waiting<V> next = turn.next;
      turn.next = null;
      if (next == null) {
        turns.remove(key);
      }
      return next;
    }
  }
}
