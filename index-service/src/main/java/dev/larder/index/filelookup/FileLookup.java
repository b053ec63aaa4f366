package dev.larder.index.filelookup;

import dev.larder.index.claim.Claim;
import dev.larder.index.claim.Claims;
import dev.larder.index.clock.CatalogueClock;
import dev.larder.index.database.Database;
import dev.larder.index.file.CatalogueFile;
import dev.larder.index.file.Files;
import dev.larder.index.outbox.About;
import dev.larder.index.project.Project;
import dev.larder.index.project.Projects;
import dev.larder.index.project.Status;
import dev.larder.index.repository.Period;
import dev.larder.index.repository.Repositories;
import dev.larder.index.repository.Repositories.Held;
import dev.larder.index.repository.Repository;
import dev.larder.index.repository.Subscriptions;
import dev.larder.index.settings.Settings;
import dev.larder.index.snapshot.Moment;
import dev.larder.index.snapshot.Span;
import dev.larder.index.source.Source;
import dev.larder.index.source.Sources;
import dev.larder.packaging.FileName;
import dev.larder.packaging.ProjectName;
import jakarta.annotation.Nullable;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Whether a repository shows a file: at some instant up to now its page lists it, and nothing hides
 * it now. In that instant the URL's name meant the repository, and no source before the file's own
 * had the project or may have had it.
 */
@Singleton
public class FileLookup {
  /** A file, the source that lists it, and everything that this rests on. */
  private record Found(Source source, String project, CatalogueFile file, List<String> tags) {}

  private final Settings settings;
  private final Database database;
  private final CatalogueClock clock;
  private final Repositories repositories;
  private final Subscriptions subscriptions;
  private final Sources sources;
  private final Claims claims;
  private final Projects projects;
  private final Files files;

  FileLookup(
      Settings settings,
      Database database,
      CatalogueClock clock,
      Repositories repositories,
      Subscriptions subscriptions,
      Sources sources,
      Claims claims,
      Projects projects,
      Files files) {
    this.settings = settings;
    this.database = database;
    this.clock = clock;
    this.repositories = repositories;
    this.subscriptions = subscriptions;
    this.sources = sources;
    this.claims = claims;
    this.projects = projects;
    this.files = files;
  }

  /** The file of that key and name, if a repository of that name (empty: the default) shows it. */
  Answer find(String repositoryName, String key, String filename) {
    return database.read(() -> answer(repositoryName, key, filename));
  }

  /**
   * A name may mean several repositories, each at its own time. One that anybody may read lets
   * anybody have what it shows; else each that shows the file lets its own readers have it.
   */
  private Answer answer(String repositoryName, String key, String filename) {
    List<Held> named = repositories.everNamed(repositoryName);
    Set<String> tags = new LinkedHashSet<>();
    named.forEach(held -> tags.add(held.repository().tag()));
    Set<String> readers = new LinkedHashSet<>();
    Optional<Found> first = Optional.empty();
    for (Held held : named) {
      Optional<Found> found = find(held, key, filename);
      if (found.isPresent()) {
        tags.addAll(found.get().tags());
        if (!held.repository().authenticated()) {
          return shown(found.get(), tags, null, Set.of());
        }
        readers.add(Integer.toString(held.repository().id()));
        first = first.or(() -> found);
      }
    }
    Set<String> others = new LinkedHashSet<>();
    named.stream()
        .map(Held::repository)
        .filter(Repository::authenticated)
        .forEach(each -> others.add(Integer.toString(each.id())));
    others.removeAll(readers);
    return first.isPresent()
        ? shown(first.get(), tags, readers, others)
        : new NotShown(List.copyOf(others), List.copyOf(tags));
  }

  private Optional<Found> find(Held held, String key, String filename) {
    for (ProjectName name : impliedBy(filename)) {
      Optional<Found> found = find(held, name.normalised(), filename, file -> file.hasKey(key));
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  /**
   * Whether a repository's page of a project lists a file of that name in one of these instants.
   */
  public boolean lists(Repository repository, Span span, String project, String filename) {
    return find(new Held(repository, span), project, filename, any -> true).isPresent();
  }

  private Optional<Found> find(
      Held held, String name, String filename, Predicate<CatalogueFile> asked) {
    Repository repository = held.repository();
    List<Claim> claimed = claims.to(name);
    Map<Integer, Candidate> known = new LinkedHashMap<>();
    for (Period period : subscriptions.periods(repository)) {
      List<Candidate> inOrder = new ArrayList<>();
      for (int source : period.sources()) {
        if (!known.containsKey(source)) {
          known.put(source, candidate(source, name, filename, asked));
        }
        inOrder.add(known.get(source));
      }
      Optional<Listing> listing =
          Listing.find(
              period.span().and(held.span()), Claims.open(inOrder, Candidate::source, claimed));
      if (listing.isPresent()) {
        Candidate of = listing.get().candidate();
        List<String> tags = tags(repository, known.values(), name);
        return Optional.of(new Found(of.source(), name, listing.get().file(), tags));
      }
    }
    return Optional.empty();
  }

  private static List<String> tags(
      Repository repository, Collection<Candidate> consulted, String name) {
    List<String> tags = new ArrayList<>(List.of(repository.tag()));
    consulted.forEach(candidate -> tags.add(About.tag(candidate.source().id(), name)));
    return tags;
  }

  private Candidate candidate(
      int sourceId, String name, String filename, Predicate<CatalogueFile> asked) {
    Source source = sources.everWithId(sourceId);
    Optional<Project> project = projects.find(sourceId, name);
    if (project.isEmpty()) {
      return new Candidate(source, known(source, Optional.empty()), List.of(), List.of());
    }
    long id = project.get().id();
    return new Candidate(
        source,
        known(source, project),
        projects.ownerships(id),
        isHidden(project.get())
            ? List.of()
            : files.named(List.of(id), filename).stream()
                .filter(file -> asked.test(file) && !file.isPurged())
                .toList());
  }

  /**
   * All that happens in a local source is known. A mirror is known up to its last look, which is
   * believed for a while, in which others may be asked too.
   */
  private Instant known(Source source, Optional<Project> project) {
    return source.isLocal()
        ? Instant.MAX
        : project
            .map(Project::look)
            .map(look -> look.at().plus(settings.missingFreshness()).plus(settings.patience()))
            .orElse(Instant.MIN);
  }

  private boolean isHidden(Project project) {
    return projects
        .state(project.id(), Moment.LATEST)
        .status()
        .filter(Status::hidesFiles)
        .isPresent();
  }

  /** A wheel's name tells its project; an sdist's may be read in several ways. */
  private static List<ProjectName> impliedBy(String filename) {
    List<ProjectName> names = new ArrayList<>();
    for (int dash = filename.indexOf('-'); dash > 0; dash = filename.indexOf('-', dash + 1)) {
      ProjectName.parse(filename.substring(0, dash))
          .filter(name -> FileName.of(filename, name).isPresent())
          .filter(name -> !names.contains(name))
          .ifPresent(names::add);
    }
    return names;
  }

  private ShownFile shown(
      Found found, Set<String> tags, @Nullable Set<String> readers, Set<String> others) {
    CatalogueFile file = found.file();
    Source source = found.source();
    return new ShownFile(
        clock.newest().serial(),
        List.copyOf(tags),
        source.id(),
        found.project(),
        file.filename(),
        file.state().sha256(),
        file.state().size(),
        file.visibleFrom().toString(),
        file.keptKey() == null
            ? null
            : new ShownFile.Kept(
                file.keptKey(), file.metadataKey(), file.signatureKey(), file.provenanceKey()),
        source
            .upstream()
            .map(
                upstream ->
                    new ShownFile.Upstream(
                        source.name(),
                        file.upstreamUrl(),
                        upstream.authorizationFor(file.upstreamUrl()),
                        file.state().metadata(),
                        file.isSigned(),
                        file.state().provenance(),
                        ShownFile.ConnectionSettings.of(upstream),
                        source.generation(),
                        source.isOffline(),
                        file.state().sha256() == null ? file.state().claimedHash() : null))
            .orElse(null),
        file.state().metadataSha256(),
        readers == null ? null : List.copyOf(readers),
        List.copyOf(others));
  }
}
