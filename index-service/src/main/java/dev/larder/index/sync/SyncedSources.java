package dev.larder.index.sync;

import dev.larder.index.change.Outcome;
import dev.larder.index.change.Refusal;
import dev.larder.index.source.ConnectionSettings;
import dev.larder.index.source.Source;
import dev.larder.index.source.Sources;
import dev.larder.index.source.Upstream;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.annotation.Nullable;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;

/** The sources that can be synced. */
@Singleton
final class SyncedSources {
  private final Sources sources;

  SyncedSources(Sources sources) {
    this.sources = sources;
  }

  /**
   * One of them.
   *
   * @param url where it looks
   * @param authorization the header for that, or null
   * @param schedule as cron has it, {@code never}, or null for the configuration's
   * @param offline whether its upstream isn't to be asked
   */
  @Serdeable
  record Mirror(
      int id,
      String name,
      int generation,
      String url,
      @Nullable String authorization,
      ConnectionSettings reach,
      @Nullable String schedule,
      boolean offline) {

    private static Mirror of(Source source, Upstream upstream) {
      return new Mirror(
          source.id(),
          source.name(),
          source.generation(),
          upstream.toString(),
          upstream.authorization(),
          upstream.connection(),
          source.schedule(),
          source.isOffline());
    }
  }

  List<Mirror> all() {
    return sources.all().stream()
        .flatMap(source -> source.upstream().map(at -> Mirror.of(source, at)).stream())
        .toList();
  }

  /** One that looks where it looked when something was begun; else why that is of no use. */
  Outcome<Source> of(int id, int generation) {
    Optional<Source> found = sources.withId(id).filter(source -> !source.isLocal());
    if (found.isEmpty()) {
      return new Outcome.Refused<>(
          Refusal.missing("there is no mirror of id %d (any more)".formatted(id)));
    }
    return found.get().generation() == generation
        ? new Outcome.Unchanged<>(found.get())
        : new Outcome.Refused<>(
            Refusal.inTheWay(
                "source '%s' looks elsewhere by now: its generation is %d, not %d; begin anew"
                    .formatted(found.get().name(), found.get().generation(), generation)));
  }
}
