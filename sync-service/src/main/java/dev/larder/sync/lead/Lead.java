package dev.larder.sync.lead;

import dev.larder.messaging.Batch;
import dev.larder.outbound.BusyException;
import dev.larder.sync.batch.Batches;
import dev.larder.sync.catalogue.Catalogue;
import dev.larder.sync.catalogue.Compared;
import dev.larder.sync.catalogue.Finished;
import dev.larder.sync.catalogue.OfflineException;
import dev.larder.sync.catalogue.OtherUpstreamException;
import dev.larder.sync.catalogue.Wanted;
import dev.larder.sync.chunk.Chunk;
import dev.larder.sync.chunk.WorkChunks;
import dev.larder.sync.database.Database;
import dev.larder.sync.failure.Failure;
import dev.larder.sync.failure.Failures;
import dev.larder.sync.page.NotAPageException;
import dev.larder.sync.run.Next;
import dev.larder.sync.run.Phase;
import dev.larder.sync.run.Run;
import dev.larder.sync.run.Runs;
import dev.larder.sync.run.Situation;
import dev.larder.sync.run.State;
import dev.larder.sync.settings.SecondLook;
import dev.larder.sync.settings.SyncSettings;
import dev.larder.sync.store.ObjectStore;
import dev.larder.sync.upstream.Causes;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Gets a run on, step by step. Each step is written down when it is done, and may be done twice, so
 * that whoever leads it next begins where the last one stood.
 */
@Singleton
final class Lead {
  /** So many runs of a source are kept. */
  private static final int KEPT = 100;

  private final Listing listing;
  private final Catalogue catalogue;
  private final Database database;
  private final Runs runs;
  private final WorkChunks chunks;
  private final Batches batches;
  private final Failures failures;
  private final ObjectStore store;
  private final SyncSettings settings;
  private final Duration secondLook;
  private final Clock clock;

  Lead(
      Listing listing,
      Catalogue catalogue,
      Database database,
      Runs runs,
      WorkChunks chunks,
      Batches batches,
      Failures failures,
      ObjectStore store,
      SyncSettings settings,
      SecondLook secondLook,
      Clock clock) {
    this.listing = listing;
    this.catalogue = catalogue;
    this.database = database;
    this.runs = runs;
    this.chunks = chunks;
    this.batches = batches;
    this.failures = failures;
    this.store = store;
    this.settings = settings;
    this.secondLook = secondLook.secondLook();
    this.clock = clock;
  }

  /** What comes after a step. */
  sealed interface Step {}

  /** The next one, at once. */
  record Go() implements Step {}

  /** The next one, in a moment. */
  record Pause() implements Step {}

  /** The next one, once the upstream may be there again. */
  record Away(String reason) implements Step {}

  /** The next one, by whom it may be, at that time; or none. */
  record Release(Optional<Instant> dueAt) implements Step {}

  /** Changes what is written down of a run, if it is still led by that claim. */
  private void write(Run run, Runnable work) {
    LostLeadException.unlessLost(database, runs, run, work);
  }

  Step step(Run run) throws InterruptedException {
    if (run.cancelled() && !run.state().isFinal()) {
      return end(run, State.CANCELLED, Next.CANCELLED);
    }
    try {
      return switch (run.phase()) {
        case LIST -> list(run);
        case COMPARE -> compare(run);
        case FETCH -> fetch(run);
        case FINISH -> finish(run);
        case TIDY -> tidy(run);
        case REST -> beginSecondLook(run);
        case SECOND_LOOK -> secondLook(run);
        case OVER -> new Release(Optional.empty());
      };
    } catch (OtherUpstreamException e) {
      return run.state().isFinal() ? drop(run) : end(run, State.FAILED, e.getMessage());
    } catch (OfflineException e) {
      return run.state().isFinal() ? drop(run) : end(run, State.CANCELLED, e.getMessage());
    }
  }

  private Step list(Run run) throws InterruptedException {
    try {
      listing.list(run);
      return new Go();
    } catch (NotAPageException e) {
      return end(
          run,
          State.FAILED,
          "what source '%s' mirrors %s".formatted(run.sourceName(), e.getMessage()));
    } catch (IOException e) {
      return new Away(
          "the upstream of source '%s' %s"
              .formatted(
                  run.sourceName(), e instanceof BusyException ? e.getMessage() : Causes.words(e)));
    }
  }

  private Step compare(Run run) {
    write(run, () -> chunks.drop(run.id()));
    List<Wanted> some = new ArrayList<>(Chunk.SIZE);
    long[] total = new long[1];
    Compared compared =
        catalogue.compare(
            run.source(),
            run.generation(),
            run.id(),
            run.listSerials(),
            wanted -> {
              some.add(wanted);
              total[0]++;
              if (some.size() == Chunk.SIZE) {
                write(run, () -> chunks.add(run.id(), false, some));
                some.clear();
              }
            });
    if (compared.isShrunk() && !run.acceptShrink()) {
      return end(
          run,
          State.SHRUNK,
          ("the list of source '%s' has lost %,d of %,d packages, so nothing was changed; if that"
                  + " is right: larder sync --source=%s --accept-shrink")
              .formatted(run.sourceName(), compared.gone(), compared.known(), run.sourceName()));
    }
    if (!some.isEmpty()) {
      write(run, () -> chunks.add(run.id(), false, some));
    }
    write(run, () -> runs.compared(run.id(), compared.listed(), total[0]));
    return new Go();
  }

  private Step fetch(Run run) {
    // Who finds the source offline, or looking elsewhere, leaves it to this to end the run.
    catalogue.mirror(run.source(), run.generation(), run.sourceName());
    batches.settle(run);
    Situation now =
        new Situation(
            chunks.count(run.id()),
            batches.count(run.id()),
            database.write(() -> failures.count(run.id())),
            clock.instant());
    return switch (Next.of(run, now, settings.retryAfter(), settings.tries())) {
      case Next.Wait _ -> new Pause();
      case Next.AgainAt(Instant at) -> {
        write(run, () -> runs.again(run.id(), at, 0));
        yield new Pause();
      }
      case Next.Again _ -> {
        listing.again(run);
        write(run, () -> runs.again(run.id(), null, 1));
        yield new Go();
      }
      case Next.Finish _ -> {
        write(run, () -> runs.enter(run.id(), Phase.FINISH));
        yield new Go();
      }
      case Next.End(State state, String message) -> end(run, state, message);
    };
  }

  private Step finish(Run run) {
    catalogue.mirror(run.source(), run.generation(), run.sourceName());
    List<Finished.Failed> failed = new ArrayList<>();
    String after = "";
    for (List<Failure> page = failed(run, after); !page.isEmpty(); page = failed(run, after)) {
      page.forEach(
          failure -> failed.add(new Finished.Failed(failure.name(), failure.since().toString())));
      after = page.getLast().name();
    }
    catalogue.finish(
        new Finished(
            run.id(),
            run.source(),
            run.generation(),
            run.startedAt().toString(),
            run.upstreamSerial(),
            failed,
            run.listed() == null ? 0 : run.listed()));
    write(
        run,
        () -> {
          runs.end(
              run.id(),
              failed.isEmpty() ? State.COMPLETE : State.INCOMPLETE,
              failed.isEmpty()
                  ? null
                  : "complete but for %,d package%s, which the next sync tries first"
                      .formatted(failed.size(), failed.size() == 1 ? "" : "s"),
              failed.size(),
              clock.instant());
          failures.clearBefore(run.source(), run.id());
        });
    return new Go();
  }

  private List<Failure> failed(Run run, String after) {
    return database.write(() -> failures.after(run.id(), after, Chunk.SIZE));
  }

  private Step end(Run run, State state, String message) {
    write(run, () -> runs.end(run.id(), state, message, failures.count(run.id()), clock.instant()));
    return new Go();
  }

  private Step tidy(Run run) {
    if (!clear(run)) {
      return new Pause();
    }
    return run.state().isFinished()
        ? release(run, Phase.REST, Optional.of(run.finishedAt().plus(secondLook)))
        : drop(run);
  }

  /** What it left goes, once all of it is in the catalogue that is to be. */
  private boolean clear(Run run) {
    write(run, () -> chunks.drop(run.id()));
    batches.settle(run);
    if (batches.count(run.id()) > 0) {
      return false;
    }
    catalogue.forget(run.id());
    store.deleteAll(Batch.prefix(run.id()));
    return true;
  }

  private Step beginSecondLook(Run run) {
    write(run, () -> chunks.drop(run.id()));
    catalogue.mirror(run.source(), run.generation(), run.sourceName());
    long missed = listing.missed(run, true, catalogue.instant().minus(secondLook));
    if (missed == 0) {
      return drop(run);
    }
    write(run, () -> runs.enter(run.id(), Phase.SECOND_LOOK));
    return new Go();
  }

  private Step secondLook(Run run) {
    if (chunks.count(run.id()) > 0) {
      catalogue.mirror(run.source(), run.generation(), run.sourceName());
      batches.settle(run);
      return new Pause();
    }
    return clear(run) ? drop(run) : new Pause();
  }

  private Step drop(Run run) {
    database.run(() -> runs.keepNewest(run.source(), KEPT));
    return release(run, Phase.OVER, Optional.empty());
  }

  private Step release(Run run, Phase phase, Optional<Instant> dueAt) {
    write(run, () -> runs.enter(run.id(), phase));
    return new Release(dueAt);
  }
}
