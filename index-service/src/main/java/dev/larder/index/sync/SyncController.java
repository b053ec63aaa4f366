package dev.larder.index.sync;

import dev.larder.index.batch.AppliedBatches;
import dev.larder.index.change.Answers;
import dev.larder.index.change.Outcome;
import dev.larder.index.change.Refusal;
import dev.larder.index.clock.CatalogueClock;
import dev.larder.index.database.Database;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.validation.Validated;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.io.IOException;
import java.io.InputStream;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** What sync-service asks, from the beginning of a run to its end. */
@Controller("/internal/sync")
@ExecuteOn(TaskExecutors.BLOCKING)
@Validated
class SyncController {
  private static final String LINES = "application/x-ndjson";
  private static final int MOST_NAMES = 1_000;

  private final Database database;
  private final CatalogueClock clock;
  private final SyncedSources sources;
  private final ListComparison comparison;
  private final MissedNames missed;
  private final AppliedBatches applied;
  private final Finishing finishing;

  SyncController(
      Database database,
      CatalogueClock clock,
      SyncedSources sources,
      ListComparison comparison,
      MissedNames missed,
      AppliedBatches applied,
      Finishing finishing) {
    this.database = database;
    this.clock = clock;
    this.sources = sources;
    this.comparison = comparison;
    this.missed = missed;
    this.applied = applied;
    this.finishing = finishing;
  }

  @Serdeable
  record Mirrors(List<SyncedSources.Mirror> sources) {}

  @Serdeable
  record Now(Instant instant) {}

  @Serdeable
  record Question(int source, int generation, @NotNull UUID run, boolean serials) {}

  @Serdeable
  record Missed(List<ListedNames.Wanted> names) {}

  @Serdeable
  record Ids(@NotNull @Size(max = 500, message = "must be at most 500") List<UUID> ids) {}

  @Serdeable
  record AppliedView(UUID id, long serial, int projects, long files, List<String> dropped) {}

  @Serdeable
  record AppliedViews(List<AppliedView> applied) {}

  @Serdeable
  record Run(@NotNull UUID run) {}

  @Get("/sources")
  Mirrors sources() {
    return new Mirrors(database.read(sources::all));
  }

  /** The catalogue's instant, for what is to be kept. */
  @Post("/instant")
  Now instant() {
    return new Now(database.read(clock::nowToKeep));
  }

  @Post("/comparison")
  @Produces(LINES)
  HttpResponse<InputStream> compare(HttpRequest<?> request, @Body @Valid Question question)
      throws IOException {
    return Answers.of(
        request,
        comparison.compare(
            question.source(), question.generation(), question.run(), question.serials()));
  }

  @Get("/missed")
  HttpResponse<Missed> missed(
      HttpRequest<?> request,
      @QueryValue int source,
      @QueryValue(defaultValue = "") String after,
      @QueryValue(defaultValue = "1000") int limit,
      @QueryValue String before) {
    return Answers.of(request, missed(source, after, limit, before));
  }

  private Outcome<Missed> missed(int source, String after, int limit, String before) {
    if (limit < 1 || limit > MOST_NAMES) {
      return new Outcome.Refused<>(
          Refusal.wrong("'limit' must be from 1 to %d, not %d".formatted(MOST_NAMES, limit)));
    }
    try {
      Instant instant = Instant.parse(before);
      return new Outcome.Unchanged<>(
          new Missed(database.read(() -> missed.of(source, after, instant, limit))));
    } catch (DateTimeException e) {
      return new Outcome.Refused<>(
          Refusal.wrong("'before' must be an instant such as 2019-03-01T00:00:00Z"));
    }
  }

  /** Which batches are in. */
  @Post("/batches")
  AppliedViews applied(@Body @Valid Ids ids) {
    return new AppliedViews(
        database.read(() -> applied.findByIdIn(ids.ids())).stream()
            .map(
                batch ->
                    new AppliedView(
                        batch.id(),
                        batch.serial(),
                        batch.projects(),
                        batch.files(),
                        batch.dropped()))
            .toList());
  }

  @Post("/finish")
  HttpResponse<Finishing.Finished> finish(HttpRequest<?> request, @Body @Valid FinishedRun run) {
    return Answers.of(request, finishing.finish(run));
  }

  /** A run ends otherwise: its batches don't come again. */
  @Post("/forget")
  HttpResponse<Void> forget(@Body @Valid Run run) {
    database.write(
        () -> {
          applied.deleteByRun(run.run());
          return run;
        });
    return HttpResponse.noContent();
  }
}
