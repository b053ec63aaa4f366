package dev.larder.index.page;

import dev.larder.index.clock.CatalogueClock;
import dev.larder.index.database.Database;
import dev.larder.index.file.Files;
import dev.larder.index.look.Finder;
import dev.larder.index.memory.Room;
import dev.larder.index.project.Project;
import dev.larder.index.project.Projects;
import dev.larder.index.repository.Repositories;
import dev.larder.index.repository.Repository;
import dev.larder.index.repository.Subscriptions.Standing;
import dev.larder.index.source.Source;
import dev.larder.index.source.Sources;
import dev.larder.packaging.ProjectName;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** What the pages of a repository say now. */
@Singleton
public class Pages {
  private final Database database;
  private final CatalogueClock clock;
  private final Repositories repositories;
  private final Sources sources;
  private final Projects projects;
  private final Files files;
  private final Finder finder;
  private final Room room;

  public Pages(
      Database database,
      CatalogueClock clock,
      Repositories repositories,
      Sources sources,
      Projects projects,
      Files files,
      Finder finder,
      Room room) {
    this.database = database;
    this.clock = clock;
    this.repositories = repositories;
    this.sources = sources;
    this.projects = projects;
    this.files = files;
    this.finder = finder;
    this.room = room;
  }

  /** An answer to who asks for a project's page. */
  sealed interface Answer {}

  record Found(Rendered rendered, long serial) implements Answer {}

  record NotFound(String line) implements Answer {}

  /** An upstream that must be asked gave no answer. */
  record Unknown(int status, String line) implements Answer {}

  /** The repository of that name; the empty one is the default's. */
  Optional<Repository> repository(String name) {
    return database.read(connection -> repositories.named(connection, name));
  }

  Answer project(Repository repository, ProjectName name, String up, Format format, Coding coding) {
    return switch (finder.find(repository, name)) {
      case Finder.Owned owned ->
          room.with(
              count(owned.standing(), name),
              () -> found(page(owned.standing(), name), up, format, coding));
      case Finder.Nowhere() ->
          new NotFound(
              "No project %s in repository %s".formatted(name.normalised(), repository.name()));
      case Finder.Unknown unknown -> new Unknown(unknown.status(), unknown.detail());
    };
  }

  RootPage root(Repository repository) {
    return database.read(
        connection ->
            new RootPage(
                database,
                projects,
                ids(connection, repository),
                clock.newest(connection).serial()));
  }

  private List<Integer> ids(Connection connection, Repository repository) throws SQLException {
    List<Source> all = sources.all(connection);
    return repository.sources().stream()
        .flatMap(name -> all.stream().filter(source -> source.name().equals(name)))
        .map(Source::id)
        .toList();
  }

  private static Answer found(ProjectPage page, String up, Format format, Coding coding) {
    return new Found(Rendered.of(page, up, format, coding), page.serial());
  }

  private long count(Standing standing, ProjectName name) {
    return database.read(
        connection -> {
          Project project =
              projects.find(connection, standing.source().id(), name.normalised()).orElseThrow();
          return files.count(connection, project.id());
        });
  }

  private ProjectPage page(Standing standing, ProjectName name) {
    return database.read(
        connection -> {
          Project project =
              projects.find(connection, standing.source().id(), name.normalised()).orElseThrow();
          return ProjectPage.of(
              name.normalised(),
              project.lastSerial(),
              projects.status(connection, project.id()),
              files.current(connection, project.id()));
        });
  }
}
