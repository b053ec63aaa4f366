package dev.larder.sync.fetch;

import dev.failsafe.CircuitBreaker;
import dev.failsafe.RateLimiter;
import dev.larder.sync.look.Outcome;
import dev.larder.sync.settings.SyncSettings;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;

/**
 * One upstream's host, asked for no more at once, and no faster, than is allowed; not at all while
 * it is away, but for a probe now and then.
 */
final class Host {
  /** So many answers in a row that are none mean that it is away. */
  private static final int IN_A_ROW = 5;

  private static final Duration LONGEST_SLEEP = Duration.ofMillis(500);

  private final Semaphore turns;
  private final CircuitBreaker<Object> breaker;
  private final Optional<RateLimiter<Object>> rate;
  private volatile long notBefore = System.nanoTime();

  Host(SyncSettings settings) {
    this.turns = new Semaphore(settings.concurrency(), true);
    this.breaker =
        CircuitBreaker.builder()
            .withFailureThreshold(IN_A_ROW)
            .withSuccessThreshold(1)
            .withDelay(settings.pause())
            .build();
    this.rate =
        settings.rate() == 0
            ? Optional.empty()
            : Optional.of(
                RateLimiter.smoothBuilder(settings.rate(), Duration.ofSeconds(1)).build());
  }

  /** Asks for one page. */
  interface Asking {
    Outcome ask() throws InterruptedException;
  }

  /** Asks whether it is there at all. */
  interface Probe {
    void ask() throws IOException, InterruptedException;
  }

  /** Asks, once it is one's turn and the host is there. */
  Outcome ask(Asking asking, Probe probe, Trouble trouble) throws InterruptedException {
    turns.acquire();
    try {
      awaitHost(probe, trouble);
      if (rate.isPresent()) {
        rate.get().acquirePermit();
      }
      Outcome outcome = asking.ask();
      note(outcome, trouble);
      return outcome;
    } finally {
      turns.release();
    }
  }

  private void note(Outcome outcome, Trouble trouble) {
    if (outcome instanceof Outcome.Failed failed && failed.away()) {
      failed.retryAfter().ifPresent(this::holdOff);
      breaker.recordFailure();
      if (breaker.isOpen()) {
        trouble.began(failed.detail());
      }
    } else if (breaker.isClosed()) {
      breaker.recordSuccess();
    }
  }

  private void holdOff(Duration time) {
    notBefore = System.nanoTime() + time.toNanos();
  }

  private void awaitHost(Probe probe, Trouble trouble) throws InterruptedException {
    sleep(Duration.ofNanos(notBefore - System.nanoTime()));
    while (!breaker.isClosed()) {
      trouble.requireWanted();
      if (breaker.tryAcquirePermit()) {
        probe(probe, trouble);
      } else {
        sleep(LONGEST_SLEEP);
      }
    }
  }

  private void probe(Probe probe, Trouble trouble) throws InterruptedException {
    try {
      probe.ask();
      breaker.recordSuccess();
      trouble.ended();
    } catch (IOException e) {
      if (Thread.currentThread().isInterrupted()) {
        throw new InterruptedException();
      }
      breaker.recordFailure();
    }
  }

  private static void sleep(Duration time) throws InterruptedException {
    if (time.isPositive()) {
      Thread.sleep(time);
    }
  }
}
