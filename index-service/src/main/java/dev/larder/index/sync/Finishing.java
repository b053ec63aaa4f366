package dev.larder.index.sync;

import dev.larder.index.batch.AppliedBatches;
import dev.larder.index.change.Changes;
import dev.larder.index.change.Decision;
import dev.larder.index.change.Outcome;
import dev.larder.index.change.Refusal;
import dev.larder.index.clock.Stamp;
import dev.larder.index.outbox.About;
import dev.larder.index.outbox.Author;
import dev.larder.index.source.Source;
import dev.larder.index.source.SourceUses;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;

/**
 * Writes down what a run came to: from then on its start is a look at every name, but for those
 * that failed. Until they have failed for a day root pages aren't known by the run; then they go
 * without them.
 */
@Singleton
final class Finishing {
  private static final Duration GIVEN_UP = Duration.ofHours(24);

  private final Changes changes;
  private final SyncedSources sources;
  private final SourceUses uses;
  private final RunRows rows;
  private final AppliedBatches applied;

  Finishing(
      Changes changes,
      SyncedSources sources,
      SourceUses uses,
      RunRows rows,
      AppliedBatches applied) {
    this.changes = changes;
    this.sources = sources;
    this.uses = uses;
    this.rows = rows;
    this.applied = applied;
  }

  /**
   * How it was written down.
   *
   * @param serial by which change
   */
  @Serdeable
  record Finished(long serial) {}

  Outcome<Finished> finish(FinishedRun run) {
    return changes.make(() -> decide(run));
  }

  private Decision<Finished> decide(FinishedRun run) {
    return switch (sources.of(run.source(), run.generation())) {
      case Outcome.Refused<Source>(Refusal refusal) -> Decision.refuse(refusal);
      case Outcome.Changed<Source>(Source source, long serial) -> decide(run, source);
      case Outcome.Unchanged<Source>(Source source) -> decide(run, source);
    };
  }

  private Decision<Finished> decide(FinishedRun run, Source source) {
    Optional<Long> done = rows.finished(source.id(), run.run());
    if (done.isPresent()) {
      return Decision.keep(new Finished(done.get()));
    }
    String what = "%d names listed, %d not looked at".formatted(run.listed(), run.failed().size());
    return Decision.make(
        About.catalogue("sync", 0, source.id(), uses.tagsOfContent(source), Author.LARDER).of(what),
        stamp -> write(stamp, run));
  }

  private Finished write(Stamp stamp, FinishedRun run) {
    int source = run.source();
    rows.succeeded(source, run.names());
    rows.failed(source, run.names(), run.since());
    boolean covered = !rows.anyFailingSince(source, stamp.instant().minus(GIVEN_UP));
    if (covered) {
      rows.leaveGaps(source, run.startedAt());
    }
    rows.finish(
        source,
        run.run(),
        run.generation(),
        run.startedAt(),
        run.upstreamSerial(),
        covered,
        stamp.serial());
    applied.deleteByRun(run.run());
    return new Finished(stamp.serial());
  }
}
