package dev.larder.index.page;

import dev.larder.index.claim.Claim;
import dev.larder.index.claim.Claims;
import dev.larder.index.clock.CatalogueClock;
import dev.larder.index.database.Database;
import dev.larder.index.file.Files;
import dev.larder.index.project.Project;
import dev.larder.index.project.Projects;
import dev.larder.index.repository.Period;
import dev.larder.index.repository.Repository;
import dev.larder.index.repository.SourceProjects;
import dev.larder.index.repository.SourceProjects.SourceProject;
import dev.larder.index.repository.Subscriptions;
import dev.larder.index.snapshot.Moment;
import dev.larder.index.snapshot.SnapshotHint;
import dev.larder.index.snapshot.Span;
import dev.larder.index.source.Source;
import dev.larder.index.source.SourceRights;
import dev.larder.index.source.Sources;
import dev.larder.index.upstream.LeftOuts;
import dev.larder.packaging.ProjectName;
import dev.larder.service.caller.Caller;
import jakarta.inject.Singleton;
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
public class NotFoundReason {
  private final Files files;
  private final Database database;
  private final CatalogueClock clock;
  private final Subscriptions subscriptions;
  private final SourceProjects sourceProjects;
  private final Sources sources;
  private final Claims claims;
  private final Projects projects;
  private final LeftOuts leftOuts;

  public NotFoundReason(
      Files files,
      Database database,
      CatalogueClock clock,
      Subscriptions subscriptions,
      SourceProjects sourceProjects,
      Sources sources,
      Claims claims,
      Projects projects,
      LeftOuts leftOuts) {
    this.files = files;
    this.database = database;
    this.clock = clock;
    this.subscriptions = subscriptions;
    this.sourceProjects = sourceProjects;
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
  String line(Caller caller, Repository repository, ProjectName name, Moment moment) {
    return "No project %s in repository %s%s%s"
        .formatted(
            name.normalised(),
            repository.name(),
            moment.isLatest() ? "" : " at " + moment.instant(),
            database
                .read(() -> reason(caller, repository, name, moment))
                .map(": "::concat)
                .orElse(""));
  }

  /** The line for a whole repository that had no sources at a moment. */
  String noSources(Repository repository, Moment moment) {
    Optional<Instant> since =
        subscriptions.periods(repository).stream()
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
                SnapshotHint.oldest(since.get(), clock.now()));
  }

  private Optional<String> reason(
      Caller caller, Repository repository, ProjectName name, Moment moment) {
    Optional<String> claimed = claimed(caller, name);
    if (claimed.isPresent()) {
      return claimed;
    }
    return moment.isLatest()
        ? leftOut(caller, repository, name)
        : then(repository, name, moment.instant());
  }

  /** All that an upstream lists may be what can't be taken over. */
  private Optional<String> leftOut(Caller caller, Repository repository, ProjectName name) {
    List<Source> open =
        Claims.open(
                this.sourceProjects.of(repository, name.normalised(), Moment.LATEST),
                SourceProject::source,
                claims.to(name.normalised()))
            .stream()
            .map(SourceProject::source)
            .toList();
    Set<Integer> named =
        open.stream()
            .filter(source -> SourceRights.sees(caller, source))
            .map(Source::id)
            .collect(Collectors.toSet());
    return leftOuts.whyNothing(open.stream().map(Source::id).toList(), named, name.normalised());
  }

  private Optional<String> claimed(Caller caller, ProjectName name) {
    for (Claim claim : claims.to(name.normalised())) {
      Source source = sources.everWithId(claim.source());
      if (SourceRights.sees(caller, source)) {
        return Optional.of(
            "its name is claimed by '%s' (as '%s')".formatted(source.name(), claim.pattern()));
      }
    }
    return Optional.empty();
  }

  private Optional<String> then(Repository repository, ProjectName name, Instant instant) {
    List<Shown> shown = shown(repository, name.normalised());
    Optional<Shown> next =
        shown.stream()
            .filter(each -> each.span().from().isAfter(instant))
            .min(Comparator.comparing(each -> each.span().from()));
    if (next.isPresent()) {
      Instant since = next.get().span().from();
      return Optional.of(
          "it is there since %s%s; %s"
              .formatted(
                  since, whyNotEarlier(next.get()), SnapshotHint.oldest(since, clock.now())));
    }
    return shown.stream()
        .filter(each -> !each.span().to().isAfter(instant))
        .max(Comparator.comparing(each -> each.span().to()))
        .map(
            last ->
                "it was there until %s; %s"
                    .formatted(last.span().to(), SnapshotHint.newest(last.span())));
  }

  private String whyNotEarlier(Shown shown) {
    if (shown.ofSource()) {
      return ", when the repository got its source";
    }
    boolean dated = shown.source().isLocal() || files.isDated(shown.project());
    return dated
        ? ""
        : ", when it was first seen, for its upstream doesn't say when files were uploaded";
  }

  /** When the repository showed it, by the sources that may show it. */
  private List<Shown> shown(Repository repository, String name) {
    List<Claim> claimed = claims.to(name);
    List<Shown> shown = new ArrayList<>();
    Map<Integer, List<Owned>> known = new HashMap<>();
    for (Period period : subscriptions.periods(repository)) {
      List<Source> inOrder = sources.everWithIds(period.sources());
      for (Source source : Claims.open(inOrder, each -> each, claimed)) {
        if (!known.containsKey(source.id())) {
          known.put(source.id(), owned(source, name));
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

  private List<Owned> owned(Source source, String name) {
    Optional<Project> project = projects.find(source.id(), name);
    return project.isEmpty()
        ? List.of()
        : projects.ownerships(project.get().id()).stream()
            .map(span -> new Owned(project.get().id(), span))
            .toList();
  }
}
