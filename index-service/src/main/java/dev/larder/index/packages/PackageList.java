package dev.larder.index.packages;

import dev.larder.index.access.RequestContext;
import dev.larder.index.change.Outcome;
import dev.larder.index.change.Refusal;
import dev.larder.index.claim.Claim;
import dev.larder.index.clock.CatalogueClock;
import dev.larder.index.clock.Stamp;
import dev.larder.index.database.Database;
import dev.larder.index.listing.HiddenNames;
import dev.larder.index.listing.MergedNames;
import dev.larder.index.listing.MergedNames.Reading;
import dev.larder.index.page.Pages;
import dev.larder.index.page.RootPage;
import dev.larder.index.project.Listed;
import dev.larder.index.project.OwnedNames;
import dev.larder.index.project.OwnedNames.Hidden;
import dev.larder.index.repository.Repositories;
import dev.larder.index.repository.Repository;
import dev.larder.index.snapshot.Snapshots;
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

/** The packages that a repository shows at a snapshot, and those that a source has now. */
@Singleton
final class PackageList {
  private static final int LONGEST = 1_000;

  /** So many are counted, unless all are wanted: nobody pages through more. */
  private static final int COUNTED = 10_000;

  private final Database database;
  private final CatalogueClock clock;
  private final Repositories repositories;
  private final Snapshots snapshots;
  private final Pages pages;
  private final Sources sources;
  private final OwnedNames ownedNames;
  private final SummaryMatches summaryMatches;

  PackageList(
      Database database,
      CatalogueClock clock,
      Repositories repositories,
      Snapshots snapshots,
      Pages pages,
      Sources sources,
      OwnedNames ownedNames,
      SummaryMatches summaryMatches) {
    this.database = database;
    this.clock = clock;
    this.repositories = repositories;
    this.snapshots = snapshots;
    this.pages = pages;
    this.sources = sources;
    this.ownedNames = ownedNames;
    this.summaryMatches = summaryMatches;
  }

  /**
   * What packages are listed from: sources in their order, the claims that hide names there, and
   * the instant.
   *
   * @param latest whether that is now
   */
  record PackageSources(
      List<Source> inOrder, List<Claim> claims, Instant instant, long serial, boolean latest) {}

  /**
   * How many there are.
   *
   * @param more whether there are more than {@code count}, of which it isn't said how many
   */
  @Serdeable
  record PackageCount(long count, boolean more) {}

  Outcome<PackagePage> ofRepository(
      RequestContext context,
      String name,
      String snapshot,
      Search search,
      String after,
      int limit) {
    return page(() -> repository(context, name, snapshot), search, after, limit);
  }

  Outcome<PackagePage> ofSource(
      RequestContext context, String name, Search search, String after, int limit) {
    return page(() -> source(context, name), search, after, limit);
  }

  Outcome<PackageCount> countOfRepository(
      RequestContext context, String name, String snapshot, Search search, boolean exact) {
    return with(
        () -> repository(context, name, snapshot), search, from -> count(from, search, exact));
  }

  Outcome<PackageCount> countOfSource(
      RequestContext context, String name, Search search, boolean exact) {
    return with(() -> source(context, name), search, from -> count(from, search, exact));
  }

  private Outcome<PackageSources> repository(RequestContext context, String name, String snapshot) {
    Optional<Repository> repository = database.read(() -> repositories.seen(context, name));
    if (repository.isEmpty()) {
      return new Outcome.Refused<>(database.read(() -> repositories.missing(context, name)));
    }
    return switch (snapshots.resolve(snapshot)) {
      case Snapshots.Bad(String line) -> new Outcome.Refused<>(Refusal.missing(line));
      case Snapshots.Good good ->
          switch (pages.root(repository.get(), good.moment())) {
            case Pages.NotListable(String line) -> new Outcome.Refused<>(Refusal.missing(line));
            case Pages.Listable(RootPage root) ->
                new Outcome.Unchanged<>(
                    new PackageSources(
                        root.sources(),
                        root.claims(),
                        root.instant(),
                        root.serial(),
                        good.moment().isLatest()));
          };
    };
  }

  /** A source's own packages; what others claim is hidden in repositories. */
  private Outcome<PackageSources> source(RequestContext context, String name) {
    return database.read(
        () -> {
          Optional<Source> source = sources.seen(context, name);
          if (source.isEmpty()) {
            return new Outcome.Refused<>(sources.missing(context, name));
          }
          Stamp newest = clock.newest();
          return new Outcome.Unchanged<>(
              new PackageSources(
                  List.of(source.get()), List.of(), newest.instant(), newest.serial(), true));
        });
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
  private List<MergedNames> matches(PackageSources from, Search search, String after, int wanted) {
    List<MergedNames> matches = new ArrayList<>();
    if (search.begins(after)) {
      Reading beginning =
          (source, last, limit) ->
              ownedNames.beginning(
                  source, search.text(), last, from.instant(), from.serial(), limit);
      matches.add(names(from, beginning, after, wanted));
    }
    if (search.goesOnWithin(after)) {
      Reading within =
          (source, last, limit) ->
              ownedNames.within(source, search.text(), last, from.instant(), from.serial(), limit);
      matches.add(names(from, within, search.furtherIn(after), wanted));
    }
    if (search.inSummaries()) {
      Reading summaries = summaryMatches.reading(from, search);
      matches.add(names(from, summaries, search.inSummaries(after), wanted));
    }
    return matches;
  }

  private MergedNames names(PackageSources from, Reading reading, String after, int wanted) {
    return new MergedNames(database, reading, from.inOrder(), from.claims(), after, wanted);
  }

  private PackageCount count(PackageSources from, Search search, boolean exact) {
    List<Integer> ids = from.inOrder().stream().map(Source::id).toList();
    List<Hidden> hidden = HiddenNames.of(from.inOrder(), from.claims());
    long most = exact ? Long.MAX_VALUE : COUNTED;
    String text = search.text();
    long count =
        database.read(() -> ownedNames.countBeginning(ids, hidden, text, from.instant(), most));
    if (search.within() && count <= most) {
      count += database.read(() -> ownedNames.countWithin(ids, hidden, text, from.instant(), most));
    }
    if (search.inSummaries() && count <= most) {
      count += summaryMatches.count(from, search, most);
    }
    return new PackageCount(Math.min(count, most), count > most);
  }

  private static <T> Outcome<T> with(
      Supplier<Outcome<PackageSources>> find, Search search, Function<PackageSources, T> work) {
    return search
        .refusal()
        .<Outcome<T>>map(Outcome.Refused::new)
        .orElseGet(() -> find.get().map(work));
  }
}
