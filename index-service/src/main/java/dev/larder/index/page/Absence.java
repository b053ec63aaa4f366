package dev.larder.index.page;

import dev.larder.index.access.Asking;
import dev.larder.index.access.Rights;
import dev.larder.index.claim.Claim;
import dev.larder.index.claim.Claims;
import dev.larder.index.clock.CatalogueClock;
import dev.larder.index.database.Database;
import dev.larder.index.database.Sql;
import dev.larder.index.project.Project;
import dev.larder.index.project.Projects;
import dev.larder.index.repository.Period;
import dev.larder.index.repository.Repository;
import dev.larder.index.repository.Subscriptions;
import dev.larder.index.repository.Subscriptions.Standing;
import dev.larder.index.snapshot.Moment;
import dev.larder.index.snapshot.Span;
import dev.larder.index.snapshot.Works;
import dev.larder.index.source.Source;
import dev.larder.index.source.Sources;
import dev.larder.index.upstream.LeftOuts;
import dev.larder.packaging.ProjectName;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Why a repository has no page of a project, in one line, as far as who asks may know; asks no
 * upstream.
 */
@Singleton
public class Absence {
  private final Database database;
  private final CatalogueClock clock;
  private final Subscriptions subscriptions;
  private final Sources sources;
  private final Claims claims;
  private final Projects projects;
  private final LeftOuts leftOuts;

  public Absence(
      Database database,
      CatalogueClock clock,
      Subscriptions subscriptions,
      Sources sources,
      Claims claims,
      Projects projects,
      LeftOuts leftOuts) {
    this.database = database;
    this.clock = clock;
    this.subscriptions = subscriptions;
    this.sources = sources;
    this.claims = claims;
    this.projects = projects;
    this.leftOuts = leftOuts;
  }

  /**
   * A time in which the repository showed the project.
   *
   * @param ofSource whether it began when the repository got the source
   */
  private record Shown(Span span, Source source, long project, boolean ofSource) {}

  /** A time in which a source had the project. */
  private record Owned(long project, Span span) {}

  /** The line. */
  String line(Repository repository, ProjectName name, Moment moment) {
    return "No project %s in repository %s%s%s"
        .formatted(
            name.normalised(),
            repository.name(),
            moment.isLatest() ? "" : " at " + moment.instant(),
            database
                .read(connection -> reason(connection, repository, name, moment))
                .map(": "::concat)
                .orElse(""));
  }

  /** The line for a whole repository that had no sources at a moment. */
  String noSources(Connection connection, Repository repository, Moment moment)
      throws SQLException {
    Optional<Instant> since =
        subscriptions.periods(connection, repository).stream()
            .map(period -> period.span().from())
            .filter(from -> from.isAfter(moment.instant()))
            .min(Comparator.naturalOrder());
    return since.isEmpty()
        ? Contents.noSources(repository)
        : "Repository %s had no sources at %s; it has had some since %s: %s"
            .formatted(
                repository.name(),
                moment.instant(),
                since.get(),
                Works.oldest(since.get(), clock.now(connection)));
  }

  private Optional<String> reason(
      Connection connection, Repository repository, ProjectName name, Moment moment)
      throws SQLException {
    Optional<String> claimed = claimed(connection, name);
    if (claimed.isPresent()) {
      return claimed;
    }
    return moment.isLatest()
        ? leftOut(connection, repository, name)
        : then(connection, repository, name, moment.instant());
  }

  /** All that an upstream lists may be what can't be taken over. */
  private Optional<String> leftOut(Connection connection, Repository repository, ProjectName name)
      throws SQLException {
    List<Source> open =
        Claims.open(
                subscriptions.standings(connection, repository, name.normalised(), Moment.LATEST),
                Standing::source,
                claims.to(connection, name.normalised()))
            .stream()
            .map(Standing::source)
            .toList();
    Set<Integer> named =
        open.stream()
            .filter(source -> Rights.sees(Asking.current().caller(), source))
            .map(Source::id)
            .collect(Collectors.toSet());
    return leftOuts.whyNothing(
        connection, open.stream().map(Source::id).toList(), named, name.normalised());
  }

  private Optional<String> claimed(Connection connection, ProjectName name) throws SQLException {
    for (Claim claim : claims.to(connection, name.normalised())) {
      Source source = sources.everWithId(connection, claim.source());
      if (Rights.sees(Asking.current().caller(), source)) {
        return Optional.of(
            "its name is claimed by '%s' (as '%s')".formatted(source.name(), claim.pattern()));
      }
    }
    return Optional.empty();
  }

  private Optional<String> then(
      Connection connection, Repository repository, ProjectName name, Instant instant)
      throws SQLException {
    List<Shown> shown = shown(connection, repository, name.normalised());
    Optional<Shown> next =
        shown.stream()
            .filter(each -> each.span().from().isAfter(instant))
            .min(Comparator.comparing(each -> each.span().from()));
    if (next.isPresent()) {
      Instant since = next.get().span().from();
      return Optional.of(
          "it is there since %s%s; %s"
              .formatted(
                  since,
                  whyNotEarlier(connection, next.get()),
                  Works.oldest(since, clock.now(connection))));
    }
    return shown.stream()
        .filter(each -> !each.span().to().isAfter(instant))
        .max(Comparator.comparing(each -> each.span().to()))
        .map(
            last ->
                "it was there until %s; %s".formatted(last.span().to(), Works.newest(last.span())));
  }

  private String whyNotEarlier(Connection connection, Shown shown) throws SQLException {
    if (shown.ofSource()) {
      return ", when the repository got its source";
    }
    boolean dated =
        shown.source().isLocal()
            || Sql.of(
                    "select 1 from file where project = ? and upload_time is not null limit 1",
                    shown.project())
                .first(connection, row -> true)
                .isPresent();
    return dated
        ? ""
        : ", when it was first seen, for its upstream doesn't say when files were uploaded";
  }

  /** When the repository showed it, by the sources that may show it. */
  private List<Shown> shown(Connection connection, Repository repository, String name)
      throws SQLException {
    List<Claim> claimed = claims.to(connection, name);
    List<Shown> shown = new ArrayList<>();
    Map<Integer, List<Owned>> known = new HashMap<>();
    for (Period period : subscriptions.periods(connection, repository)) {
      List<Source> inOrder = sources.everWithIds(connection, period.sources());
      for (Source source : Claims.open(inOrder, each -> each, claimed)) {
        if (!known.containsKey(source.id())) {
          known.put(source.id(), owned(connection, source, name));
        }
        for (Owned owned : known.get(source.id())) {
          Span span = owned.span().and(period.span());
          if (!span.isEmpty()) {
            boolean ofSource = owned.span().from().isBefore(span.from());
            shown.add(new Shown(span, source, owned.project(), ofSource));
          }
        }
      }
    }
    return shown;
  }

  private List<Owned> owned(Connection connection, Source source, String name) throws SQLException {
    Optional<Project> project = projects.find(connection, source.id(), name);
    return project.isEmpty()
        ? List.of()
        : projects.ownerships(connection, project.get().id()).stream()
            .map(span -> new Owned(project.get().id(), span))
            .toList();
  }
}
