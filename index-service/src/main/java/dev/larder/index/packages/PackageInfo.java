package dev.larder.index.packages;

import dev.larder.index.change.Outcome;
import dev.larder.index.change.Refusal;
import dev.larder.index.claim.Claim;
import dev.larder.index.claim.Claims;
import dev.larder.index.database.Database;
import dev.larder.index.file.CatalogueFile;
import dev.larder.index.file.Files;
import dev.larder.index.file.Weight;
import dev.larder.index.memory.Memory;
import dev.larder.index.metadata.DescribedReleases;
import dev.larder.index.metadata.ReleaseMetadata;
import dev.larder.index.project.Project;
import dev.larder.index.project.Projects;
import dev.larder.index.project.Status;
import dev.larder.index.pypi.Release;
import dev.larder.index.pypi.Releases;
import dev.larder.index.repository.Repositories;
import dev.larder.index.repository.Repository;
import dev.larder.index.repository.RepositoryRights;
import dev.larder.index.repository.SourceProjects;
import dev.larder.index.repository.SourceProjects.SourceProject;
import dev.larder.index.snapshot.Moment;
import dev.larder.index.source.Source;
import dev.larder.index.source.SourceRights;
import dev.larder.index.source.Sources;
import dev.larder.index.upstream.LeftOut;
import dev.larder.index.upstream.LeftOuts;
import dev.larder.memory.ByteBudget;
import dev.larder.packaging.ProjectName;
import dev.larder.service.caller.Caller;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.annotation.Nullable;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** What is known of a package, wherever who asks may see it; no upstream is asked. */
@Singleton
final class PackageInfo {
  private static final Comparator<Release> IN_ORDER =
      Comparator.comparing((Release release) -> release.version().isPresent())
          .thenComparing(
              (a, b) ->
                  a.version().isPresent() && b.version().isPresent()
                      ? a.version().get().compareTo(b.version().get())
                      : a.text().compareTo(b.text()));

  private final Database database;
  private final Sources sources;
  private final Repositories repositories;
  private final SourceProjects sourceProjects;
  private final Claims claims;
  private final Projects projects;
  private final Files files;
  private final Memory memory;
  private final LeftOuts leftOuts;
  private final DescribedReleases described;

  PackageInfo(
      Database database,
      Sources sources,
      Repositories repositories,
      SourceProjects sourceProjects,
      Claims claims,
      Projects projects,
      Files files,
      Memory memory,
      LeftOuts leftOuts,
      DescribedReleases described) {
    this.database = database;
    this.sources = sources;
    this.repositories = repositories;
    this.sourceProjects = sourceProjects;
    this.claims = claims;
    this.projects = projects;
    this.files = files;
    this.memory = memory;
    this.leftOuts = leftOuts;
    this.described = described;
  }

  /**
   * What a source has of a package.
   *
   * @param versions in their order, the oldest first
   * @param latest the version that installers choose, or null
   * @param status (PEP 792) or null
   * @param signed whether one of the files has a signature
   * @param leftOut what isn't taken over from its upstream's page
   * @param metadata what the newest release that is described says of itself, or null: unknown
   */
  @Serdeable
  record InSource(
      String source,
      String type,
      long files,
      List<String> versions,
      @Nullable String latest,
      @Nullable String status,
      boolean signed,
      long serial,
      List<LeftOut> leftOut,
      @Nullable ReleaseMetadata metadata) {}

  /** The source that answers for a package in a repository. */
  @Serdeable
  record InRepository(String repo, String source) {}

  /** A package, and where it is. */
  @Serdeable
  record FoundPackage(String name, List<InSource> sources, List<InRepository> repos) {}

  private record Known(Source source, Project project, Weight weight) {}

  Outcome<FoundPackage> of(Caller caller, String text) {
    String name = ProjectName.normalise(text);
    List<Known> known = database.read(() -> known(caller, name));
    List<InRepository> shown = database.read(() -> inRepositories(caller, name));
    if (known.isEmpty() && shown.isEmpty()) {
      return new Outcome.Refused<>(
          Refusal.missing("no source is known to have a package '%s'".formatted(text)));
    }
    List<InSource> inSources = known.stream().map(this::inShare).toList();
    return new Outcome.Unchanged<>(new FoundPackage(name, inSources, shown));
  }

  private List<Known> known(Caller caller, String name) {
    List<Known> known = new ArrayList<>();
    for (Source source : sources.all()) {
      if (!SourceRights.sees(caller, source)) {
        continue;
      }
      Optional<Project> project = projects.find(source.id(), name).filter(Project::isOwned);
      if (project.isPresent()) {
        Weight weight = files.weight(project.get().id(), Moment.LATEST);
        known.add(new Known(source, project.get(), weight));
      }
    }
    return known;
  }

  private InSource inShare(Known known) {
    try (ByteBudget.Share share = memory.take(known.weight().bytes())) {
      return in(known, share);
    }
  }

  private InSource in(Known known, ByteBudget.Share share) {
    return database.read(
        () -> {
          long project = known.project().id();
          long serial =
              projects.find(known.source().id(), known.project().name()).orElseThrow().lastSerial();
          if (serial != known.project().lastSerial()) {
            Weight now = files.weight(project, Moment.LATEST);
            Memory.need(share, now.beyond(known.weight()));
          }
          List<CatalogueFile> listed = files.at(project, Moment.LATEST);
          Releases releases = Releases.of(listed);
          return new InSource(
              known.source().name(),
              known.source().type().wire(),
              listed.size(),
              releases.all().stream().sorted(IN_ORDER).map(Release::text).toList(),
              releases.latest().map(Release::text).orElse(null),
              projects.state(project, Moment.LATEST).status().map(Status::status).orElse(null),
              listed.stream().anyMatch(CatalogueFile::isSigned),
              serial,
              leftOuts.of(project),
              described.of(project).orElse(null));
        });
  }

  private List<InRepository> inRepositories(Caller caller, String name) {
    List<Claim> claimed = claims.to(name);
    List<InRepository> shown = new ArrayList<>();
    for (Repository repository : repositories.all()) {
      if (!RepositoryRights.sees(caller, repository)) {
        continue;
      }
      List<SourceProject> sourceProjects = this.sourceProjects.of(repository, name, Moment.LATEST);
      Claims.open(sourceProjects, SourceProject::source, claimed).stream()
          .filter(SourceProject::owns)
          .findFirst()
          .ifPresent(
              owner -> shown.add(new InRepository(repository.name(), owner.source().name())));
    }
    return shown;
  }
}
