package dev.larder.index.packages;

import dev.larder.index.database.Database;
import dev.larder.index.listing.HiddenNames;
import dev.larder.index.listing.MergedNames.Reading;
import dev.larder.index.metadata.DescribedReleases;
import dev.larder.index.metadata.DescribedReleases.Key;
import dev.larder.index.metadata.DescribedReleases.SummaryRow;
import dev.larder.index.metadata.SummarySearch;
import dev.larder.index.packages.PackageList.PackageSources;
import dev.larder.index.project.Listed;
import dev.larder.index.source.Source;
import jakarta.annotation.Nullable;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The packages whose summaries have a text in them, and the summaries of packages. */
@Singleton
final class SummaryMatches {
  private final Database database;
  private final SummarySearch search;
  private final DescribedReleases described;

  SummaryMatches(Database database, SummarySearch search, DescribedReleases described) {
    this.database = database;
    this.search = search;
    this.described = described;
  }

  /** Names that are found by their summaries alone. */
  Reading reading(PackageSources from, Search wanted) {
    SummarySearch.Place place = place(from);
    return (source, last, limit) ->
        search.owned(place, source, wanted.text(), wanted.summary(), last, from.serial(), limit);
  }

  /** How many of them there are; once {@code most} are passed, some number beyond. */
  long count(PackageSources from, Search wanted, long most) {
    return database.read(
        () -> search.countOwned(place(from), wanted.text(), wanted.summary(), most));
  }

  private static SummarySearch.Place place(PackageSources from) {
    return new SummarySearch.Place(
        from.inOrder().stream().map(Source::id).toList(),
        HiddenNames.of(from.inOrder(), from.claims()),
        from.instant(),
        from.latest());
  }

  /** Packages with their summaries, as far as those are known. */
  PackagePage page(PackageSources from, List<Listed> packages, @Nullable String next) {
    Map<Integer, String> sourceNames = new HashMap<>();
    from.inOrder().forEach(source -> sourceNames.put(source.id(), source.name()));
    Map<Key, SummaryRow> summaries =
        database.read(
            () ->
                described.summaries(
                    packages.stream().map(SummaryMatches::key).toList(),
                    from.instant(),
                    from.latest()));
    return new PackagePage(
        packages.stream()
            .map(listed -> view(listed, sourceNames, summaries.get(key(listed))))
            .toList(),
        next);
  }

  private static PackageView view(
      Listed listed, Map<Integer, String> sourceNames, @Nullable SummaryRow known) {
    return new PackageView(
        listed.name(),
        sourceNames.get(listed.source()),
        listed.lastSerial(),
        known == null ? null : known.summary(),
        known != null);
  }

  private static Key key(Listed listed) {
    return new Key(listed.source(), listed.name());
  }
}
