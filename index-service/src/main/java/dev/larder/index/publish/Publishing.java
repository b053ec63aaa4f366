package dev.larder.index.publish;

import dev.larder.index.clock.Stamp;
import dev.larder.index.database.Database;
import dev.larder.index.file.CatalogueFile;
import dev.larder.index.file.FileState;
import dev.larder.index.file.Files;
import dev.larder.index.file.NewFile;
import dev.larder.index.outbox.About;
import dev.larder.index.outbox.Outbox;
import dev.larder.index.project.Project;
import dev.larder.index.project.Projects;
import dev.larder.index.publish.Publication.Identical;
import dev.larder.index.publish.Publication.NoSource;
import dev.larder.index.publish.Publication.Published;
import dev.larder.index.publish.Publication.Taken;
import dev.larder.index.publish.Publication.Wrong;
import dev.larder.index.source.Source;
import dev.larder.index.source.Sources;
import dev.larder.messaging.Change.Kind;
import dev.larder.packaging.FileName;
import dev.larder.packaging.ProjectName;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes uploads visible, each in one transaction. A file name in a local source stands for the same
 * bytes for ever, also when the file was removed (RUP-7).
 */
@Singleton
public class Publishing {
  private static final Logger log = LoggerFactory.getLogger(Publishing.class);

  private final Database database;
  private final Outbox outbox;
  private final Sources sources;
  private final Projects projects;
  private final Files files;

  public Publishing(
      Database database, Outbox outbox, Sources sources, Projects projects, Files files) {
    this.database = database;
    this.outbox = outbox;
    this.sources = sources;
    this.projects = projects;
    this.files = files;
  }

  public Publication publish(long sourceId, Upload upload) {
    Optional<Source> source = database.read(c -> sources.withId(c, sourceId));
    if (source.isEmpty()) {
      return new NoSource("There is no source with id " + sourceId);
    }
    if (!source.get().isLocal()) {
      return new Wrong(
          "Source '%s' is a mirror; upload to a source of type local-python"
              .formatted(source.get().name()));
    }
    Optional<ProjectName> name = ProjectName.parse(upload.project());
    if (name.isEmpty() || FileName.of(upload.filename(), name.get()).isEmpty()) {
      return new Wrong(
          "'%s' is no name of a wheel or sdist of project '%s'"
              .formatted(upload.filename(), upload.project()));
    }
    Optional<Publication> settled =
        database.read(c -> settled(c, source.get(), name.get(), upload));
    return settled.orElseGet(() -> make(source.get(), name.get(), upload));
  }

  private Publication make(Source source, ProjectName name, Upload upload) {
    database.write(
        connection -> {
          projects.ensure(connection, source.id(), name);
          return true;
        });
    Publication[] refused = new Publication[1];
    Optional<Publication> published =
        database.writeIf(
            connection -> {
              About about =
                  About.project(Kind.PUBLISHED, "publish", source, name.normalised(), upload.by())
                      .of(upload.filename());
              Stamp stamp = outbox.begin(connection, about);
              Optional<Publication> settled = settled(connection, source, name, upload);
              if (settled.isPresent()) {
                refused[0] = settled.get();
                return Optional.empty();
              }
              return Optional.of(add(connection, stamp, source, name, upload));
            });
    return published.orElseGet(() -> refused[0]);
  }

  private Publication add(
      Connection connection, Stamp stamp, Source source, ProjectName name, Upload upload)
      throws SQLException {
    Project project = projects.find(connection, source.id(), name.normalised()).orElseThrow();
    projects.own(connection, stamp, project.id(), name.display(), stamp.instant());
    projects.changed(connection, stamp, project.id());
    files.add(connection, stamp, project.id(), List.of(file(upload)));
    log.info("{} published in {}, serial {}", upload.filename(), source.name(), stamp.serial());
    return new Published(stamp.serial());
  }

  /** What the name says already, if it was ever used. */
  private Optional<Publication> settled(
      Connection connection, Source source, ProjectName name, Upload upload) throws SQLException {
    Optional<Project> project = projects.find(connection, source.id(), name.normalised());
    if (project.isEmpty()) {
      return Optional.empty();
    }
    List<Long> one = List.of(project.get().id());
    return files.named(connection, one, upload.filename()).stream()
        .findFirst()
        .map(file -> against(file, source, upload));
  }

  private static Publication against(CatalogueFile file, Source source, Upload upload) {
    if (file.visibleTo() != null) {
      return new Taken(
          "This filename was previously used by a file that has since been deleted."
              + " Use a different version.");
    }
    if (upload.sha256().equals(file.state().sha256())) {
      return new Identical(file.fromSerial());
    }
    return new Taken(
        "File already exists ('%s', with sha256 '%s', in source '%s'). Use a different version."
            .formatted(file.filename(), file.state().sha256(), source.name()));
  }

  private static NewFile file(Upload upload) {
    return new NewFile(
        upload.filename(),
        upload.version(),
        new FileState(
            upload.sha256(),
            upload.size(),
            upload.requiresPython(),
            false,
            null,
            false,
            upload.metadataSha256(),
            null,
            null),
        null,
        Optional.empty(),
        null,
        null,
        upload.key(),
        upload.metadataKey(),
        upload.md5(),
        upload.blake2b());
  }
}
