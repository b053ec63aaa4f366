package dev.larder.index.database;

import dev.larder.service.request.RequestId;
import jakarta.annotation.Nullable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * Lets changes be made one after the other. They wait for their turn here, not in PostgreSQL: there
 * each would hold a connection that readers want. Those that wait meanwhile may share the next
 * transaction, in the order in which they came.
 */
final class Turns {
  /** So many changes share a transaction at most. */
  private static final int MOST = 32;

  /** How long a transaction goes on taking more of them: a part of what the clock may be locked. */
  private static final Duration OPEN = Duration.ofMillis(50);

  private final ReentrantLock turn = new ReentrantLock(true);
  private final Queue<Waiting<?>> waiting = new ConcurrentLinkedQueue<>();
  private final Transaction transaction;

  Turns(Transaction transaction) {
    this.transaction = transaction;
  }

  /** Runs work in a transaction; what it throws undoes all of it. */
  @FunctionalInterface
  interface Transaction {
    void run(Runnable work);
  }

  /** Waits for a turn of the thread's own, which it ends itself. */
  void begin() {
    turn.lock();
  }

  /** Ends the thread's turn, if it has one. */
  void end() {
    if (turn.isHeldByCurrentThread()) {
      turn.unlock();
    }
  }

  /** Does something in its turn, alone. */
  <T> T alone(Supplier<T> work) {
    turn.lock();
    try {
      return work.get();
    } finally {
      turn.unlock();
    }
  }

  /**
   * Does something in its turn, in a transaction that others may share. If one of them fails, none
   * of it has happened, and each is done again in a transaction of its own.
   */
  <T> T shared(Supplier<T> work) {
    Waiting<T> mine = new Waiting<>(work);
    waiting.add(mine);
    turn.lock();
    try {
      while (!mine.isOver()) {
        together(mine);
      }
    } finally {
      turn.unlock();
    }
    return mine.result();
  }

  /** Whether something has its turn. */
  boolean isTaken() {
    return turn.isLocked();
  }

  /** How many wait for theirs. */
  int length() {
    return turn.getQueueLength();
  }

  /** One transaction of those that are first in the queue, of which {@code mine} may be none. */
  private void together(Waiting<?> mine) {
    List<Waiting<?>> begun = new ArrayList<>();
    try {
      transaction.run(() -> runAll(begun));
      begun.forEach(Waiting::end);
    } catch (RuntimeException | Error e) {
      if (begun.isEmpty()) {
        waiting.remove(mine);
        mine.fail(e);
      }
      boolean failedItself = begun.stream().anyMatch(each -> each.failure != null);
      if (failedItself && begun.size() > 1) {
        begun.forEach(this::again);
      } else {
        begun.forEach(each -> each.fail(e));
      }
    }
  }

  private void runAll(List<Waiting<?>> begun) {
    long end = System.nanoTime() + OPEN.toNanos();
    do {
      Waiting<?> next = waiting.remove();
      begun.add(next);
      next.run();
    } while (begun.size() < MOST && !waiting.isEmpty() && System.nanoTime() - end < 0);
  }

  private void again(Waiting<?> one) {
    try {
      transaction.run(one::run);
      one.end();
    } catch (RuntimeException | Error e) {
      one.fail(e);
    }
  }

  /** Something that waits for its turn, and what became of it. */
  private static final class Waiting<T> {
    private final Supplier<T> work;
    private final Optional<String> request = RequestId.current();
    private @Nullable T value;
    private @Nullable Throwable failure;
    private boolean over;

    Waiting(Supplier<T> work) {
      this.work = work;
    }

    /** Does it, on whatever thread has the turn, for the request that asked for it. */
    void run() {
      failure = null;
      RequestId.with(
          request,
          () -> {
            try {
              value = work.get();
            } catch (RuntimeException | Error e) {
              failure = e;
              throw e;
            }
          });
    }

    void end() {
      over = true;
    }

    void fail(Throwable e) {
      failure = e;
      over = true;
    }

    boolean isOver() {
      return over;
    }

    T result() {
      switch (failure) {
        case null -> {
          return value;
        }
        case RuntimeException e -> throw e;
        case Error e -> throw e;
        case Throwable e -> throw new IllegalStateException(e);
      }
    }
  }
}
