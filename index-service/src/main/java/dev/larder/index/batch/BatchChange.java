package dev.larder.index.batch;

import dev.larder.index.batch.StagedRows.Part;
import dev.larder.index.clock.CatalogueClock;
import dev.larder.index.clock.Stamp;
import dev.larder.index.outbox.About;
import dev.larder.index.outbox.Author;
import dev.larder.index.outbox.Outbox;
import dev.larder.index.source.Source;
import dev.larder.index.sweep.Sweeps;
import dev.larder.index.upstream.Serials;
import dev.larder.messaging.Batch;
import dev.larder.messaging.Change.Kind;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The change that a batch makes of what is staged: some statements, whatever it is of. */
@Singleton
final class BatchChange {
  private final CatalogueClock clock;
  private final Outbox outbox;
  private final Serials serials;
  private final BatchRows rows;
  private final AppliedBatches applied;
  private final Sweeps sweeps;

  BatchChange(
      CatalogueClock clock,
      Outbox outbox,
      Serials serials,
      BatchRows rows,
      AppliedBatches applied,
      Sweeps sweeps) {
    this.sweeps = sweeps;
    this.clock = clock;
    this.outbox = outbox;
    this.serials = serials;
    this.rows = rows;
    this.applied = applied;
  }

  /**
   * Makes it; empty, and nothing is to be kept, where one of the projects is another than it was.
   */
  Optional<AppliedBatch> make(Batch batch, Source source, Decisions decisions) {
    clock.lock();
    if (applied.existsById(batch.id())
        || rows.holding() < decisions.known()
        || !sweeps.newestRun(source.id()).equals(decisions.newestRun())) {
      return Optional.empty();
    }
    Stamp stamp =
        decisions.changing() == 0 ? new Stamp(0, Instant.EPOCH) : outbox.begin(about(source));
    if (rows.addProjects(source.id(), stamp.serial(), stamp.instant(), batch.lookedAt())
        < decisions.unknown()) {
      return Optional.empty();
    }
    if (decisions.known() > 0) {
      rows.moveLooks(stamp.serial(), stamp.instant(), batch.lookedAt());
    }
    write(stamp, source, decisions);
    serials.note(source.id(), decisions.scale());
    AppliedBatch row =
        new AppliedBatch(
            batch.id(),
            batch.run(),
            stamp.serial(),
            decisions.changing(),
            decisions.files(),
            decisions.dropped());
    applied.save(row);
    return Optional.of(row);
  }

  private About about(Source source) {
    List<String> names = rows.changing();
    return new About(
        Kind.PAGE_CHANGED,
        "sync",
        0,
        source.id(),
        null,
        names.size() + " projects",
        names.stream().map(name -> About.tag(source.id(), name)).toList(),
        Author.LARDER,
        null);
  }

  private void write(Stamp stamp, Source source, Decisions decisions) {
    if (decisions.changing() > 0) {
      rows.addChanges(source.id(), stamp.serial());
    }
    for (Part part : Part.values()) {
      if (decisions.rows().has(part)) {
        write(stamp, part);
      }
    }
  }

  private void write(Stamp stamp, Part part) {
    switch (part) {
      case FILES -> rows.addFiles(stamp.serial(), stamp.instant());
      case STATES -> rows.addStates(stamp.serial(), stamp.instant());
      case ENDS -> rows.endFiles(stamp.serial(), stamp.instant());
      case MOVES -> rows.moveFiles();
      case MISSES -> rows.noteMissed();
      case STATUSES -> rows.addStatuses(stamp.serial(), stamp.instant());
      case LEFT_OUT -> {
        rows.forgetLeftOut();
        rows.addLeftOut();
      }
      case LATE -> rows.noteLate();
    }
  }
}
