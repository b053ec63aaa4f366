package dev.larder.sync.look;

import dev.larder.memory.BudgetSpentException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * Carries looks out, each in a thread of its own: one that is asked for while the same is under way
 * joins it, and nobody waits longer than was said.
 */
public final class Looks {
  private static final Logger log = LoggerFactory.getLogger(Looks.class);

  private final Upstream upstream;
  private final Map<Look, Flight> flights = new ConcurrentHashMap<>();

  public Looks(Upstream upstream) {
    this.upstream = upstream;
  }

  /** Asks the upstream and waits for what comes of it, at most this long. */
  public Outcome look(Look look, Duration timeout) throws InterruptedException {
    Flight flight =
        flights.compute(
            look,
            (l, known) -> {
              if (known != null && !known.outcome().isDone()) {
                return known;
              }
              Flight started = new Flight(timeout, new CompletableFuture<>());
              start(l, started);
              return started;
            });
    try {
      return flight.outcome().get(timeout.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      return Outcome.Failed.late(look, timeout);
    } catch (ExecutionException e) {
      throw new IllegalStateException(look + " failed", e.getCause());
    }
  }

  private void start(Look look, Flight flight) {
    Map<String, String> context = MDC.getCopyOfContextMap();
    Thread asking =
        Thread.ofVirtual()
            .name("look-" + look.project())
            .unstarted(
                () -> {
                  if (context != null) {
                    MDC.setContextMap(context);
                  }
                  run(look, flight);
                });
    flight
        .outcome()
        .completeOnTimeout(
            Outcome.Failed.late(look, flight.timeout()),
            flight.timeout().toMillis(),
            TimeUnit.MILLISECONDS)
        .whenComplete(
            (outcome, failure) -> {
              flights.remove(look, flight);
              asking.interrupt();
            });
    asking.start();
  }

  private void run(Look look, Flight flight) {
    long start = System.nanoTime();
    try {
      Outcome outcome = upstream.look(look);
      log(look, outcome, start);
      if (!flight.outcome().complete(outcome) && outcome instanceof Outcome.Page page) {
        page.files().release();
      }
    } catch (NoRoomException e) {
      Outcome.Failed failed =
          e.isAlone() ? Outcome.Failed.tooLarge(look) : Outcome.Failed.noRoom(look);
      log(look, failed, start);
      flight.outcome().complete(failed);
    } catch (BudgetSpentException e) {
      Outcome.Failed failed = Outcome.Failed.noRoom(look);
      log(look, failed, start);
      flight.outcome().complete(failed);
    } catch (InterruptedException e) {
      log(look, Outcome.Failed.late(look, flight.timeout()), start);
    } catch (RuntimeException | Error e) {
      flight.outcome().completeExceptionally(e);
    }
  }

  private static void log(Look look, Outcome outcome, long start) {
    String result =
        switch (outcome) {
          case Outcome.Page page ->
              page.files().size()
                  + " files"
                  + (page.files().leftOut().isEmpty()
                      ? ""
                      : ", left out " + page.files().leftOut());
          case Outcome.Unchanged _ -> "unchanged";
          case Outcome.Missing _ -> "missing";
          case Outcome.Failed failed -> "failed: " + failed.detail();
        };
    log.info(
        "Looked for {} in source {} for {} ms: {}",
        look.project(),
        look.source(),
        TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start),
        result);
  }

  /**
   * A look under way.
   *
   * @param timeout what its first caller said
   * @param outcome to come
   */
  private record Flight(Duration timeout, CompletableFuture<Outcome> outcome) {}
}
