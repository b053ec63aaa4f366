package dev.larder.sync.look;

import dev.larder.memory.BudgetSpentException;
import dev.larder.service.flight.SingleFlight;
import dev.larder.service.request.RequestId;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries looks out, each in a thread of its own: one that is asked for while the same is under way
 * joins it, and nobody waits longer than was said.
 */
public final class Looks {
  private static final Logger log = LoggerFactory.getLogger(Looks.class);

  private final Upstream upstream;
  private final SingleFlight<Look, Outcome> flights = new SingleFlight<>();

  public Looks(Upstream upstream) {
    this.upstream = upstream;
  }

  /** Asks the upstream and waits for what comes of it, at most this long. */
  public Outcome look(Look look, Duration timeout) throws InterruptedException {
    CompletableFuture<Outcome> outcome = flights.join(look, () -> start(look, timeout));
    try {
      return outcome.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      return Outcome.Failed.late(look, timeout);
    } catch (ExecutionException e) {
      throw new IllegalStateException(look + " failed", e.getCause());
    }
  }

  private CompletableFuture<Outcome> start(Look look, Duration timeout) {
    CompletableFuture<Outcome> coming = new CompletableFuture<>();
    Thread asking = RequestId.start("look-" + look.project(), () -> run(look, timeout, coming));
    return coming
        .completeOnTimeout(
            Outcome.Failed.late(look, timeout), timeout.toMillis(), TimeUnit.MILLISECONDS)
        .whenComplete((outcome, failure) -> asking.interrupt());
  }

  private void run(Look look, Duration timeout, CompletableFuture<Outcome> coming) {
    long start = System.nanoTime();
    try {
      Outcome outcome = upstream.look(look);
      log(look, outcome, start);
      if (!coming.complete(outcome) && outcome instanceof Outcome.Page page) {
        page.files().release();
      }
    } catch (NoRoomException e) {
      Outcome.Failed failed =
          e.isAlone() ? Outcome.Failed.tooLarge(look) : Outcome.Failed.noRoom(look);
      log(look, failed, start);
      coming.complete(failed);
    } catch (BudgetSpentException e) {
      Outcome.Failed failed = Outcome.Failed.noRoom(look);
      log(look, failed, start);
      coming.complete(failed);
    } catch (InterruptedException e) {
      log(look, Outcome.Failed.late(look, timeout), start);
    } catch (RuntimeException | Error e) {
      coming.completeExceptionally(e);
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
}
