package dev.larder.sync.run;

import dev.larder.service.request.RequestId;
import dev.larder.sync.catalogue.Mirror;
import dev.larder.sync.database.Database;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.UUID;

/** Begins runs: one a source at a time, however many replicas there are. */
@Singleton
public class Beginning {
  private final Database database;
  private final Runs runs;
  private final Clock clock;

  Beginning(Database database, Runs runs, Clock clock) {
    this.database = database;
    this.runs = runs;
    this.clock = clock;
  }

  /**
   * A run that is under way.
   *
   * @param joined whether it was before
   */
  public record Begun(Run run, boolean joined) {}

  /**
   * Begins a run, or joins the one that is under way.
   *
   * @param by as logs have it
   * @param acceptShrink whether a list that lost many names is right
   */
  public Begun begin(Mirror mirror, String by, boolean acceptShrink) {
    return database.write(
        () -> {
          UUID id = UUID.randomUUID();
          long begun =
              runs.begin(
                  id,
                  mirror.id(),
                  mirror.name(),
                  mirror.generation(),
                  by,
                  RequestId.current().orElse(null),
                  acceptShrink,
                  clock.instant());
          if (begun == 1) {
            return new Begun(runs.findById(id).orElseThrow(), false);
          }
          Run active = runs.active(mirror.id()).orElseThrow();
          if (acceptShrink) {
            runs.acceptShrink(active.id());
          }
          return new Begun(active, true);
        });
  }
}
