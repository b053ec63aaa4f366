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
import dev.larder.index.listing.MergedNames.Reading;
import dev.larder.index.project.NamesWithin;
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
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
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
  private final NamesWithin namesWithin;
  private final SummaryMatches summaryMatches;

  PackageList(
      Database database,
      CatalogueClock clock,
      Repositories repositories,
      Subscriptions subscriptions,
      Sources sources,
      Claims claims,
      Projects projects,
      NamesWithin namesWithin,
      SummaryMatches summaryMatches) {
    this.database = database;
    this.clock = clock;
    this.repositories = repositories;
    this.subscriptions = subscriptions;
    this.sources = sources;
    this.claims = claims;
    this.projects = projects;
    this.namesWithin = namesWithin;
    this.summaryMatches = summaryMatches;
  }

  /**
   * What packages are listed from: sources in their order, and the claims that hide names there.
   */
  record PackageSources(List<Source> inOrder, List<Claim> claims, Stamp newest) {}

  /** How many there are. */
  @Serdeable
  record PackageCount(long count) {}

  Outcome<PackagePage> ofRepository(
      RequestContext context, String name, Search search, String after, int limit) {
    return page(() -> repository(context, name), search, after, limit);
  }

  Outcome<PackagePage> ofSource(
      RequestContext context, String name, Search search, String after, int limit) {
    return page(() -> source(context, name), search, after, limit);
  }

  Outcome<PackageCount> countOfRepository(RequestContext context, String name, Search search) {
    return with(() -> repository(context, name), search, from -> count(from, search));
  }

  Outcome<PackageCount> countOfSource(RequestContext context, String name, Search search) {
    return with(() -> source(context, name), search, from -> count(from, search));
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
      Supplier<Outcome<PackageSources>> find, Search search, String after, int limit) {
    if (limit < 1 || limit > LONGEST) {
      return new Outcome.Refused<>(
          Refusal.wrong("'limit' must be from 1 to %d, not %d".formatted(LONGEST, limit)));
    }
    return with(
        find,
        search,
        from -> {
          List<Listed> packages = new ArrayList<>();
          for (MergedNames names : matches(from, search, ProjectName.normalise(after), limit + 1)) {
            while (packages.size() < limit && names.hasNext()) {
              packages.add(names.next());
            }
            if (packages.size() == limit && names.hasNext()) {
              return summaryMatches.page(from, packages, packages.getLast().name());
            }
          }
          return summaryMatches.page(from, packages, null);
        });
  }

  /** What matches after a name, the better matches first. */
  private List<MergedNames> matches(PackageSources from, Search search, String after, int atMost) {
    List<MergedNames> matches = new ArrayList<>();
    if (search.begins(after)) {
      matches.add(names(from, beginning(from, search.text()), after, atMost));
    }
    if (search.goesOnWithin(after)) {
      matches.add(names(from, within(from, "", search.text()), search.furtherIn(after), atMost));
    }
    if (search.inSummaries()) {
      Reading reading = summaryMatches.reading(from, "", search);
      matches.add(names(from, reading, search.inSummaries(after), atMost));
    }
    return matches;
  }

  /**
   * Names that no claim is to are counted by the database; the others are few, and looked at one by
   * one.
   */
  private PackageCount count(PackageSources from, Search search) {
    List<Integer> ids = from.inOrder().stream().map(Source::id).toList();
    List<String> claimed = from.claims().stream().map(Claim::pattern).toList();
    Instant instant = from.newest().instant();
    String text = search.text();
    long count = database.read(() -> projects.countOwned(ids, text, claimed, instant));
    for (String prefix : ClaimedPrefixes.of(from.claims(), text)) {
      count += countClaimed(from, beginning(from, prefix));
    }
    if (search.within()) {
      count += database.read(() -> namesWithin.countOwned(ids, text, claimed, instant));
      for (String prefix : ClaimedPrefixes.of(from.claims(), "")) {
        count += countClaimed(from, within(from, prefix, text));
      }
    }
    if (search.inSummaries()) {
      count += summaryMatches.count(from, search);
      for (String prefix : ClaimedPrefixes.of(from.claims(), "")) {
        count += countClaimed(from, summaryMatches.reading(from, prefix, search));
      }
    }
    return new PackageCount(count);
  }

  private long countClaimed(PackageSources from, Reading reading) {
    long count = 0;
    MergedNames names = names(from, reading, "", Integer.MAX_VALUE);
    while (names.hasNext()) {
      String name = names.next().name();
      if (from.claims().stream().anyMatch(claim -> claim.covers(name))) {
        count++;
      }
    }
    return count;
  }

  private Reading beginning(PackageSources from, String prefix) {
    Stamp newest = from.newest();
    return (source, last, limit) ->
        projects.owned(source, prefix, last, newest.instant(), newest.serial(), limit);
  }

  private Reading within(PackageSources from, String prefix, String text) {
    Stamp newest = from.newest();
    return (source, last, limit) ->
        namesWithin.owned(source, prefix, text, last, newest.instant(), newest.serial(), limit);
  }

  private MergedNames names(PackageSources from, Reading reading, String after, int atMost) {
    return new MergedNames(database, reading, from.inOrder(), from.claims(), after, atMost);
  }

  private <T> Outcome<T> with(
      Supplier<Outcome<PackageSources>> find, Search search, Function<PackageSources, T> work) {
    return search
        .refusal()
        .<Outcome<T>>map(Outcome.Refused::new)
        .orElseGet(() -> database.read(find).map(work));
  }
}
