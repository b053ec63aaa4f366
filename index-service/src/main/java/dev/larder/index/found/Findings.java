package dev.larder.index.found;

import dev.larder.index.clock.Stamp;
import dev.larder.index.database.Database;
import dev.larder.index.file.CatalogueFile;
import dev.larder.index.file.FileChanges;
import dev.larder.index.file.FileState;
import dev.larder.index.file.Files;
import dev.larder.index.outbox.About;
import dev.larder.index.outbox.Author;
import dev.larder.index.outbox.Outbox;
import dev.larder.index.project.Project;
import dev.larder.index.project.Projects;
import dev.larder.index.source.Source;
import dev.larder.index.source.Sources;
import dev.larder.messaging.Change.Kind;
import dev.larder.messaging.Found;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings what blob-service found out about mirrored files into the catalogue: each a state from its
 * change on. What is known already changes nothing.
 */
@Singleton
class Findings {
  private static final Logger log = LoggerFactory.getLogger(Findings.class);

  private final Database database;
  private final Outbox outbox;
  private final Sources sources;
  private final Projects projects;
  private final Files files;
  private final FileChanges fileChanges;

  Findings(
      Database database,
      Outbox outbox,
      Sources sources,
      Projects projects,
      Files files,
      FileChanges fileChanges) {
    this.database = database;
    this.outbox = outbox;
    this.sources = sources;
    this.projects = projects;
    this.files = files;
    this.fileChanges = fileChanges;
  }

  private record Target(Source source, Project project, CatalogueFile file, FileState state) {}

  void apply(Found found) {
    Optional<Target> target = database.read(() -> target(found));
    target.ifPresent(known -> change(known.source(), found));
  }

  private void change(Source source, Found found) {
    database.writeIf(
        () -> {
          About about =
              About.project(Kind.PAGE_CHANGED, "found", source.id(), found.project(), Author.LARDER)
                  .of(found.filename());
          Stamp stamp = outbox.begin(about);
          Optional<Target> target = target(found);
          if (target.isEmpty()) {
            return Optional.empty();
          }
          long project = target.get().project().id();
          fileChanges.state(stamp, project, Map.of(target.get().file().id(), target.get().state()));
          projects.changed(stamp, project);
          log.info("More is known of {}, serial {}", found.filename(), stamp.serial());
          return Optional.of(stamp);
        });
  }

  /** The file that it is about, if that learns something by it. */
  private Optional<Target> target(Found found) {
    Optional<Source> source = sources.withId(found.source());
    if (source.isEmpty() || source.get().isLocal()) {
      return Optional.empty();
    }
    Optional<Project> project = projects.find(source.get().id(), found.project());
    if (project.isEmpty()) {
      return Optional.empty();
    }
    return files.named(List.of(project.get().id()), found.filename()).stream()
        .filter(file -> file.hasKey(found.key()))
        .findFirst()
        .map(file -> new Target(source.get(), project.get(), file, learnt(file.state(), found)))
        .filter(target -> !target.state().equals(target.file().state()));
  }

  /**
   * A hash, once fixed, is the file's. What was found in the very bytes of that hash is so,
   * whatever the upstream says of their size and metadata.
   */
  private static FileState learnt(FileState state, Found found) {
    String sha256 = state.sha256() != null ? state.sha256() : found.sha256();
    boolean otherSize =
        found.size() != null
            && found.sha256() != null
            && found.sha256().equals(sha256)
            && !found.size().equals(state.size());
    boolean otherMetadata =
        found.metadataSha256() != null && !found.metadataSha256().equals(state.metadataSha256());
    return new FileState(
        sha256,
        otherSize || state.size() == null ? found.size() : state.size(),
        state.requiresPython(),
        state.yanked(),
        state.yankedReason(),
        state.metadata(),
        otherMetadata ? found.metadataSha256() : state.metadataSha256(),
        state.gpgSig(),
        state.provenance(),
        state.claimedHash(),
        state.sizeLearnt() || otherSize,
        state.metadataLearnt() || otherMetadata);
  }
}
