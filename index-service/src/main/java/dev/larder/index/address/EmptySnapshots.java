package dev.larder.index.address;

import dev.larder.index.clock.CatalogueClock;
import dev.larder.index.repository.Repository;
import dev.larder.index.repository.Subscriptions;
import dev.larder.index.snapshot.Moment;
import dev.larder.index.snapshot.SnapshotHint;
import dev.larder.index.source.Source;
import dev.larder.index.source.Sources;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Whether a repository shows nothing at a moment, and why, as far as that is known: a mirror whose
 * upstream says when files were uploaded may have had anything then.
 */
@Singleton
final class EmptySnapshots {
  /** So many of a mirror's packages are looked at. */
  private static final int LOOKED_AT = 20;

  private final FirstPackages packages;
  private final CatalogueClock clock;
  private final Subscriptions subscriptions;
  private final Sources sources;

  EmptySnapshots(
      FirstPackages packages, CatalogueClock clock, Subscriptions subscriptions, Sources sources) {
    this.packages = packages;
    this.clock = clock;
    this.subscriptions = subscriptions;
    this.sources = sources;
  }

  Optional<String> warning(Repository repository, Moment moment) {
    List<Integer> ids = sourcesAt(repository, moment);
    if (ids.isEmpty()) {
      return Optional.of(
          moment.isLatest()
              ? "it shows nothing: repository '%s' has no sources".formatted(repository.name())
              : "it shows nothing: repository '%s' had no sources then"
                  .formatted(repository.name()));
    }
    if (moment.isLatest() || packages.any(array(ids), moment.instant())) {
      return Optional.empty();
    }
    for (Source source : sources.everWithIds(ids)) {
      if (!source.isLocal() && !packages.undated(source.id(), LOOKED_AT)) {
        return Optional.empty();
      }
    }
    Optional<Instant> first = packages.first(array(ids));
    return Optional.of(
        "it shows nothing: its sources "
            + (first.isEmpty()
                ? "have no packages yet"
                : "have their first package since %s; %s"
                    .formatted(first.get(), SnapshotHint.oldest(first.get(), clock.now()))));
  }

  /** What instants before the repository was made use is that of now until one was asked for. */
  private List<Integer> sourcesAt(Repository repository, Moment moment) {
    boolean open = !repository.existed(moment) && subscriptions.isPastOpen(repository);
    return subscriptions.at(repository, open ? Moment.LATEST : moment);
  }

  private static int[] array(List<Integer> ids) {
    return ids.stream().mapToInt(Integer::intValue).toArray();
  }
}
