package dev.larder.sync.api;

import dev.larder.service.caller.Caller;
import dev.larder.sync.catalogue.Catalogue;
import dev.larder.sync.catalogue.Mirror;
import dev.larder.sync.database.Database;
import dev.larder.sync.failure.Failure;
import dev.larder.sync.failure.Failures;
import dev.larder.sync.run.Beginning;
import dev.larder.sync.run.Run;
import dev.larder.sync.run.Runs;
import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** What callers may ask of syncs: administrators everything, who may see a source to see its. */
@Singleton
final class Syncs {
  private final Catalogue catalogue;
  private final Database database;
  private final Runs runs;
  private final Failures failures;
  private final Beginning beginning;
  private final Clock clock;

  Syncs(
      Catalogue catalogue,
      Database database,
      Runs runs,
      Failures failures,
      Beginning beginning,
      Clock clock) {
    this.catalogue = catalogue;
    this.database = database;
    this.runs = runs;
    this.failures = failures;
    this.beginning = beginning;
    this.clock = clock;
  }

  /** Begins syncs of mirrors that aren't offline, or joins those that are under way. */
  List<SyncView> begin(SyncRequest request, Caller caller) {
    List<Mirror> mirrors =
        catalogue.mirrors().stream()
            .filter(mirror -> request.source() == null || request.source().equals(mirror.name()))
            .toList();
    if (request.source() != null && mirrors.isEmpty()) {
      throw catalogue
          .missing(request.source())
          .map(SyncRefusal::missing)
          .orElseGet(
              () ->
                  SyncRefusal.inTheWay(
                      "source '%s' is not a mirror; only what has an upstream is synced"
                          .formatted(request.source())));
    }
    List<Mirror> online = mirrors.stream().filter(mirror -> !mirror.offline()).toList();
    if (online.isEmpty() && !mirrors.isEmpty()) {
      throw SyncRefusal.inTheWay(
          "source '%1$s' is offline, so nothing is asked of its upstream; 'larder online --source=%1$s' ends that"
              .formatted(mirrors.getFirst().name()));
    }
    return online.stream()
        .map(mirror -> beginning.begin(mirror, caller.by(), request.acceptsShrink()))
        .map(begun -> view(begun.run(), begun.joined() ? Boolean.TRUE : null))
        .toList();
  }

  /** Those that a caller may see, the newest first. */
  List<SyncView> newest(Caller caller, @Nullable String source, int most) {
    return database
        .write(() -> source == null ? runs.newest(most) : runs.newestNamed(source, most))
        .stream()
        .filter(run -> caller.readsSource(run.source()))
        .map(run -> view(run, null))
        .toList();
  }

  SyncView one(Caller caller, String id) {
    return view(run(caller, id), null);
  }

  /** How one stands that a caller was shown. */
  SyncView now(UUID id) {
    return view(database.write(() -> runs.findById(id)).orElseThrow(), null);
  }

  List<Failure> failures(Caller caller, String id, String after, int most) {
    Run run = run(caller, id);
    return database.write(() -> failures.after(run.id(), after, most));
  }

  SyncView cancel(Caller caller, String id) {
    Run run = run(caller, id);
    if (database.write(() -> runs.cancel(run.id(), clock.instant())) == 0) {
      throw SyncRefusal.inTheWay("sync %s is over: %s".formatted(id, now(run.id()).state()));
    }
    return now(run.id());
  }

  private Run run(Caller caller, String id) {
    return uuid(id)
        .flatMap(uuid -> database.write(() -> runs.findById(uuid)))
        .filter(run -> caller.readsSource(run.source()))
        .orElseThrow(
            () ->
                SyncRefusal.missing(
                    "there is no sync '%s'; GET /__api__/v1/syncs lists them"
                        .formatted(id.replaceAll("[^A-Za-z0-9._-]", "?"))));
  }

  private static Optional<UUID> uuid(String text) {
    try {
      return Optional.of(UUID.fromString(text));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private SyncView view(Run run, @Nullable Boolean joined) {
    long failed =
        run.state().isFinal() ? run.failed() : database.write(() -> failures.count(run.id()));
    return SyncView.of(run, failed, joined);
  }
}
