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
import dev.larder.index.listing.Names;
import dev.larder.index.listing.Names.Wanted;
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

  /** Where packages are listed: sources in their order, and the claims that hide names there. */
  private record Shelf(List<Source> inOrder, List<Claim> claims, Stamp newest) {}

  private interface ShelfOf {
    Outcome<Shelf> find();
  }

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
    return with(() -> repository(context, name), shelf -> count(shelf, search));
  }

  Outcome<PackageCount> countOfSource(RequestContext context, String name, String search) {
    return with(() -> source(context, name), shelf -> count(shelf, search));
  }

  private Outcome<Shelf> repository(RequestContext context, String name) {
    Optional<Repository> repository = repositories.seen(context, name);
    if (repository.isEmpty()) {
      return new Outcome.Refused<>(repositories.missing(context, name));
    }
    List<Source> inOrder = sources.everWithIds(subscriptions.at(repository.get(), Moment.LATEST));
    return new Outcome.Standing<>(new Shelf(inOrder, claims.all(), clock.newest()));
  }

  /** A source's own packages; what others claim is hidden in repositories. */
  private Outcome<Shelf> source(RequestContext context, String name) {
    Optional<Source> source = sources.seen(context, name);
    return source.isEmpty()
        ? new Outcome.Refused<>(sources.missing(context, name))
        : new Outcome.Standing<>(new Shelf(List.of(source.get()), List.of(), clock.newest()));
  }

  private Outcome<PackagePage> page(ShelfOf of, String search, String after, int limit) {
    if (limit < 1 || limit > LONGEST) {
      return new Outcome.Refused<>(
          Refusal.wrong("'limit' must be from 1 to %d, not %d".formatted(LONGEST, limit)));
    }
    return with(
        of,
        shelf -> {
          Names names = names(shelf, search, ProjectName.normalise(after), limit + 1);
          Map<Integer, String> sourceNames = new HashMap<>();
          shelf.inOrder().forEach(source -> sourceNames.put(source.id(), source.name()));
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
   * Names that no claim is to are counted by the database; the others are few, and looked at one by
   * one.
   */
  private PackageCount count(Shelf shelf, String search) {
    String prefix = ProjectName.normalise(search);
    long count =
        database.read(
            () ->
                projects.countOwned(
                    shelf.inOrder().stream().map(Source::id).toList(),
                    prefix,
                    shelf.claims().stream().map(Claim::pattern).toList(),
                    shelf.newest().instant()));
    for (String claimed : ClaimedPrefixes.of(shelf.claims(), prefix)) {
      Names names = names(shelf, claimed, "", Integer.MAX_VALUE);
      while (names.hasNext()) {
        String name = names.next().name();
        if (shelf.claims().stream().anyMatch(claim -> claim.covers(name))) {
          count++;
        }
      }
    }
    return new PackageCount(count);
  }

  private Names names(Shelf shelf, String search, String after, int atMost) {
    Stamp newest = shelf.newest();
    Wanted wanted =
        new Wanted(newest.instant(), newest.serial(), ProjectName.normalise(search), after, atMost);
    return new Names(database, projects, shelf.inOrder(), shelf.claims(), wanted);
  }

  private <T> Outcome<T> with(ShelfOf of, Function<Shelf, T> work) {
    Outcome<Shelf> shelf = database.read(of::find);
    return shelf.map(work);
  }
}
