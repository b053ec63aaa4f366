package dev.larder.index.packages;

import dev.larder.index.access.RequestContext;
import dev.larder.index.change.Outcome;
import dev.larder.index.change.Refusal;
import dev.larder.index.claim.Claim;
import dev.larder.index.claim.Claims;
import dev.larder.index.clock.CatalogueClock;
import dev.larder.index.clock.Stamp;
import dev.larder.index.database.Database;
import dev.larder.index.listing.ClaimedPrefixes;
import dev.larder.index.listing.MergedNames;
import dev.larder.index.listing.MergedNames.Wanted;
import dev.larder.index.project.Projects;
import dev.larder.index.project.Projects.Listed;
import dev.larder.index.repository.Repositories;
import dev.larder.index.repository.Repository;
import dev.larder.index.repository.Subscriptions;
import dev.larder.index.snapshot.Moment;
import dev.larder.index.source.Source;
import dev.larder.index.source.Sources;
import dev.larder.packaging.ProjectName;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** The packages that a repository shows now, and those that a source has. */
@Singleton
final class PackageList {
  private static final int LONGEST = 1_000;

  private final Database database;
  private final CatalogueClock clock;
  private final Repositories repositories;
  private final Subscriptions subscriptions;
  private final Sources sources;
  private final Claims claims;
  private final Projects projects;

  PackageList(
      Database database,
      CatalogueClock clock,
      Repositories repositories,
      Subscriptions subscriptions,
      Sources sources,
      Claims claims,
      Projects projects) {
    this.database = database;
    this.clock = clock;
    this.repositories = repositories;
    this.subscriptions = subscriptions;
    this.sources = sources;
    this.claims = claims;
    this.projects = projects;
  }

  /**
   * What packages are listed from: sources in their order, and the claims that hide names there.
   */
  private record PackageSources(List<Source> inOrder, List<Claim> claims, Stamp newest) {}

  /** How many there are. */
  @Serdeable
  record PackageCount(long count) {}

  Outcome<PackagePage> ofRepository(
      RequestContext context, String name, String search, String after, int limit) {
    return page(() -> repository(context, name), search, after, limit);
  }

  Outcome<PackagePage> ofSource(
      RequestContext context, String name, String search, String after, int limit) {
    return page(() -> source(context, name), search, after, limit);
  }

  Outcome<PackageCount> countOfRepository(RequestContext context, String name, String search) {
    return with(() -> repository(context, name), from -> count(from, search));
  }

  Outcome<PackageCount> countOfSource(RequestContext context, String name, String search) {
    return with(() -> source(context, name), from -> count(from, search));
  }

  private Outcome<PackageSources> repository(RequestContext context, String name) {
    Optional<Repository> repository = repositories.seen(context, name);
    if (repository.isEmpty()) {
      return new Outcome.Refused<>(repositories.missing(context, name));
    }
    List<Source> inOrder = sources.everWithIds(subscriptions.at(repository.get(), Moment.LATEST));
    return new Outcome.Unchanged<>(new PackageSources(inOrder, claims.all(), clock.newest()));
  }

  /** A source's own packages; what others claim is hidden in repositories. */
  private Outcome<PackageSources> source(RequestContext context, String name) {
    Optional<Source> source = sources.seen(context, name);
    return source.isEmpty()
        ? new Outcome.Refused<>(sources.missing(context, name))
        : new Outcome.Unchanged<>(
            new PackageSources(List.of(source.get()), List.of(), clock.newest()));
  }

  private Outcome<PackagePage> page(
      Supplier<Outcome<PackageSources>> find, String search, String after, int limit) {
    if (limit < 1 || limit > LONGEST) {
      return new Outcome.Refused<>(
          Refusal.wrong("'limit' must be from 1 to %d, not %d".formatted(LONGEST, limit)));
    }
    return with(
        find,
        from -> {
          MergedNames names = names(from, search, ProjectName.normalise(after), limit + 1);
          Map<Integer, String> sourceNames = new HashMap<>();
          from.inOrder().forEach(source -> sourceNames.put(source.id(), source.name()));
          List<PackageView> packages = new ArrayList<>();
          while (packages.size() < limit && names.hasNext()) {
            Listed listed = names.next();
            packages.add(
                new PackageView(
                    listed.name(), sourceNames.get(listed.source()), listed.lastSerial()));
          }
          return new PackagePage(packages, names.hasNext() ? packages.getLast().name() : null);
        });
  }

  /**
   * MergedNames that no claim is to are counted by the database; the others are few, and looked at
   * one by one.
   */
  private PackageCount count(PackageSources from, String search) {
    String prefix = ProjectName.normalise(search);
    long count =
        database.read(
            () ->
                projects.countOwned(
                    from.inOrder().stream().map(Source::id).toList(),
                    prefix,
                    from.claims().stream().map(Claim::pattern).toList(),
                    from.newest().instant()));
    for (String claimed : ClaimedPrefixes.of(from.claims(), prefix)) {
      MergedNames names = names(from, claimed, "", Integer.MAX_VALUE);
      while (names.hasNext()) {
        String name = names.next().name();
        if (from.claims().stream().anyMatch(claim -> claim.covers(name))) {
          count++;
        }
      }
    }
    return new PackageCount(count);
  }

  private MergedNames names(PackageSources from, String search, String after, int atMost) {
    Stamp newest = from.newest();
    Wanted wanted =
        new Wanted(newest.instant(), newest.serial(), ProjectName.normalise(search), after, atMost);
    return new MergedNames(database, projects, from.inOrder(), from.claims(), wanted);
  }

  private <T> Outcome<T> with(
      Supplier<Outcome<PackageSources>> find, Function<PackageSources, T> work) {
    return database.read(find).map(work);
  }
}
