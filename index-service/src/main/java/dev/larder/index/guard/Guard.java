package dev.larder.index.guard;

import dev.larder.index.clock.CatalogueClock;
import dev.larder.index.database.Database;
import dev.larder.index.file.CatalogueFile;
import dev.larder.index.file.Files;
import dev.larder.index.project.Project;
import dev.larder.index.project.Projects;
import dev.larder.index.project.Status;
import dev.larder.index.repository.Repositories;
import dev.larder.index.repository.Repository;
import dev.larder.index.repository.Subscriptions;
import dev.larder.index.repository.Subscriptions.Standing;
import dev.larder.index.source.Source;
import dev.larder.packaging.FileName;
import dev.larder.packaging.ProjectName;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Whether a repository shows a file: its page lists it now, or did after some change up to now. The
 * page was another source's from the change on by which an earlier source came to own the project.
 */
@Singleton
class Guard {
  private final Database database;
  private final CatalogueClock clock;
  private final Repositories repositories;
  private final Subscriptions subscriptions;
  private final Projects projects;
  private final Files files;

  Guard(
      Database database,
      CatalogueClock clock,
      Repositories repositories,
      Subscriptions subscriptions,
      Projects projects,
      Files files) {
    this.database = database;
    this.clock = clock;
    this.repositories = repositories;
    this.subscriptions = subscriptions;
    this.projects = projects;
    this.files = files;
  }

  /** The file of that key and name, if that repository (empty: the default one) shows it. */
  Optional<ShownFile> find(String repositoryName, String key, String filename) {
    return database.read(
        connection -> {
          Optional<Repository> repository = repositories.named(connection, repositoryName);
          if (repository.isEmpty()) {
            return Optional.empty();
          }
          for (ProjectName name : impliedBy(filename)) {
            Optional<ShownFile> shown =
                find(connection, repository.get(), name.normalised(), key, filename);
            if (shown.isPresent()) {
              return shown;
            }
          }
          return Optional.empty();
        });
  }

  private Optional<ShownFile> find(
      Connection connection, Repository repository, String name, String key, String filename)
      throws SQLException {
    List<String> tags = new ArrayList<>(List.of(repository.tag()));
    long shadowedFrom = Long.MAX_VALUE;
    for (Standing standing : subscriptions.standings(connection, repository.id(), name)) {
      tags.add(standing.source().tag(name));
      Optional<Project> owned = standing.project().filter(Project::isOwned);
      if (owned.isEmpty()) {
        continue;
      }
      long ended = shadowedFrom;
      Optional<CatalogueFile> file =
          files.named(connection, List.of(owned.get().id()), filename).stream()
              .filter(candidate -> candidate.hasKey(key))
              .filter(candidate -> wasListed(candidate, standing.since(), ended))
              .findFirst();
      if (file.isPresent() && !isHidden(connection, owned.get())) {
        long serial = clock.newest(connection).serial();
        return Optional.of(shown(serial, tags, standing.source(), name, file.get()));
      }
      shadowedFrom = Math.min(shadowedFrom, owned.get().ownedSerial());
    }
    return Optional.empty();
  }

  /** Whether there was a change after which the page listed it. */
  private static boolean wasListed(CatalogueFile file, long subscribed, long shadowedFrom) {
    long first = Math.max(file.fromSerial(), subscribed);
    long ended = file.toSerial() == null ? Long.MAX_VALUE : file.toSerial();
    return first < Math.min(ended, shadowedFrom);
  }

  private boolean isHidden(Connection connection, Project project) throws SQLException {
    return projects.status(connection, project.id()).filter(Status::hidesFiles).isPresent();
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

  private static ShownFile shown(
      long serial, List<String> tags, Source source, String project, CatalogueFile file) {
    return new ShownFile(
        serial,
        tags,
        source.id(),
        project,
        file.filename(),
        file.state().sha256(),
        file.state().size(),
        file.visibleFrom().toString(),
        file.keptKey() == null ? null : new ShownFile.Kept(file.keptKey(), file.metadataKey()),
        source
            .upstream()
            .map(
                upstream ->
                    new ShownFile.Upstream(
                        source.name(),
                        file.upstreamUrl(),
                        upstream.authorizationFor(file.upstreamUrl()),
                        file.state().metadata()))
            .orElse(null),
        file.state().metadataSha256());
  }
}
