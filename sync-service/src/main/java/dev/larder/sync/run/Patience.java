package dev.larder.sync.run;

import dev.larder.sync.database.Database;
import dev.larder.sync.part.PartAwayException;
import dev.larder.sync.settings.SyncSettings;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lets a run wait while a part is away, and says so of it meanwhile. */
@Singleton
public class Patience {
  private static final Logger log = LoggerFactory.getLogger(Patience.class);

  private final Database database;
  private final Runs runs;
  private final SyncSettings settings;
  private final Clock clock;

  Patience(Database database, Runs runs, SyncSettings settings, Clock clock) {
    this.database = database;
    this.runs = runs;
    this.settings = settings;
    this.clock = clock;
  }

  /** Nobody wants the work any more: its run is over, or to be. */
  public static final class EndedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    EndedException() {
      super("The run is over");
    }
  }

  /**
   * Does something as soon as all parts that it needs are there.
   *
   * @throws EndedException when the run was cancelled meanwhile
   */
  public <T> T outlast(UUID run, Supplier<T> work) throws InterruptedException {
    boolean waited = false;
    while (true) {
      try {
        T result = work.get();
        if (waited) {
          goOn(run);
        }
        return result;
      } catch (PartAwayException e) {
        log.info("Run {} waits: {}", run, e.toString());
        waited = true;
        wait(run, e.getMessage());
        pause();
        requireWanted(run);
      }
    }
  }

  /** Says of a run that it waits, and since when. */
  public void wait(UUID run, String reason) {
    String message =
        "%s; waiting since %s"
            .formatted(
                reason.endsWith(".") ? reason.substring(0, reason.length() - 1) : reason,
                clock.instant().truncatedTo(ChronoUnit.SECONDS));
    ifThere(() -> runs.wait(run, message));
  }

  /** Says of it that it goes on. */
  public void goOn(UUID run) {
    ifThere(() -> runs.goOn(run));
  }

  /** Waits as long as nobody asks what is away. */
  public void pause() throws InterruptedException {
    Thread.sleep(settings.pause());
  }

  /**
   * Goes on where the run does.
   *
   * @throws EndedException when it was cancelled
   */
  public void requireWanted(UUID run) {
    ifThere(
        () -> {
          if (runs.findById(run)
              .filter(now -> !now.cancelled() || now.finishedAt() != null)
              .isEmpty()) {
            throw new EndedException();
          }
        });
  }

  private void ifThere(Runnable work) {
    try {
      database.run(work);
    } catch (PartAwayException e) {
      log.debug("A run's state isn't written down", e);
    }
  }
}
