package dev.larder.index.publish;

import dev.larder.index.access.RequestContext;
import dev.larder.index.change.Changes;
import dev.larder.index.change.Decision;
import dev.larder.index.change.Outcome;
import dev.larder.index.change.Refusal;
import dev.larder.index.claim.Claims;
import dev.larder.index.clock.Stamp;
import dev.larder.index.file.CatalogueFile;
import dev.larder.index.file.FileChanges;
import dev.larder.index.file.FileState;
import dev.larder.index.file.Files;
import dev.larder.index.file.NewFile;
import dev.larder.index.outbox.About;
import dev.larder.index.outbox.Author;
import dev.larder.index.project.Project;
import dev.larder.index.project.Projects;
import dev.larder.index.project.Status;
import dev.larder.index.publish.Publication.Identical;
import dev.larder.index.publish.Publication.NoSource;
import dev.larder.index.publish.Publication.Published;
import dev.larder.index.publish.Publication.Replaced;
import dev.larder.index.publish.Publication.Taken;
import dev.larder.index.publish.Publication.Wrong;
import dev.larder.index.snapshot.Moment;
import dev.larder.index.source.Source;
import dev.larder.index.source.Sources;
import dev.larder.messaging.Change.Kind;
import dev.larder.packaging.FileName;
import dev.larder.packaging.ProjectName;
import dev.larder.packaging.VariantsName;
import jakarta.inject.Singleton;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
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

  private final Changes changes;
  private final Sources sources;
  private final Projects projects;
  private final Files files;
  private final FileChanges fileChanges;
  private final Claims claims;

  public Publishing(
      Changes changes,
      Sources sources,
      Projects projects,
      Files files,
      FileChanges fileChanges,
      Claims claims) {
    this.changes = changes;
    this.sources = sources;
    this.projects = projects;
    this.files = files;
    this.fileChanges = fileChanges;
    this.claims = claims;
  }

  public Publication publish(long sourceId, Upload upload, RequestContext context) {
    Outcome<Publication> outcome = changes.make(() -> decide(sourceId, upload, context));
    return switch (outcome) {
      case Outcome.Changed<Publication>(Publication publication, long serial) -> publication;
      case Outcome.Unchanged<Publication>(Publication publication) -> publication;
      case Outcome.Refused<Publication>(Refusal refusal) -> new Wrong(refusal.line());
    };
  }

  private Decision<Publication> decide(long sourceId, Upload upload, RequestContext context) {
    Optional<Source> source = sources.withId(sourceId);
    if (source.isEmpty()) {
      return Decision.keep(new NoSource("There is no source with id " + sourceId));
    }
    if (!source.get().isLocal()) {
      return Decision.keep(
          new Wrong(
              "Source '%s' is a mirror; upload to a source of type local-python"
                  .formatted(source.get().name())));
    }
    Optional<ProjectName> name = ProjectName.parse(upload.project());
    return name.flatMap(project -> FileName.of(upload.filename(), project))
            .filter(filename -> !(filename instanceof VariantsName))
            .isEmpty()
        ? Decision.keep(
            new Wrong(
                "'%s' is no name of a wheel or sdist of project '%s'"
                    .formatted(upload.filename(), upload.project())))
        : decide(source.get(), name.get(), upload, context);
  }

  private Decision<Publication> decide(
      Source source, ProjectName name, Upload upload, RequestContext context) {
    Optional<Project> project = projects.find(source.id(), name.normalised());
    Optional<CatalogueFile> last =
        project.isEmpty() ? Optional.empty() : last(project.get(), name, upload);
    Optional<CatalogueFile> listed = last.filter(file -> file.visibleTo() == null);
    if (listed.filter(file -> isIdentical(file, upload)).isPresent()) {
      return Decision.keep(new Identical(listed.get().fromSerial()));
    }
    Optional<Refusal> closed = closed(source, name, project);
    if (closed.isPresent()) {
      return Decision.refuse(closed.get());
    }
    if (last.isPresent() && !upload.replaces()) {
      return Decision.keep(taken(last.get(), source, upload));
    }
    About about =
        About.project(
                Kind.PUBLISHED,
                listed.isPresent() ? "replace" : "publish",
                source.id(),
                name.normalised(),
                Author.of(upload.by(), context))
            .of(upload.filename())
            .because(upload.logComment());
    return Decision.make(about, stamp -> add(stamp, source, name, upload, listed));
  }

  private static boolean isIdentical(CatalogueFile file, Upload upload) {
    return upload.filename().equals(file.filename())
        && upload.sha256().equals(file.state().sha256());
  }

  private Publication add(
      Stamp stamp,
      Source source,
      ProjectName name,
      Upload upload,
      Optional<CatalogueFile> replaced) {
    long project = projects.publish(stamp, source.id(), name);
    if (replaced.isPresent()) {
      fileChanges.end(stamp, project, Map.of(replaced.get().id(), stamp.instant()));
    }
    fileChanges.add(stamp, project, file(upload));
    log.info("{} published in {}, serial {}", upload.filename(), source.name(), stamp.serial());
    return replaced.isPresent() ? new Replaced(stamp.serial()) : new Published(stamp.serial());
  }

  /** Whatever had the name last, in this spelling or another; what is listed now, if any is. */
  private Optional<CatalogueFile> last(Project project, ProjectName name, Upload upload) {
    FileName wanted = FileName.of(upload.filename(), name).orElseThrow();
    List<CatalogueFile> lasts =
        files.names(project.id()).stream()
            .filter(other -> isTheSame(wanted, other, name))
            .sorted(Comparator.comparing(other -> !other.equals(upload.filename())))
            .flatMap(other -> files.named(List.of(project.id()), other).stream().limit(1))
            .toList();
    return lasts.stream()
        .filter(file -> file.visibleTo() == null)
        .findFirst()
        .or(() -> lasts.stream().findFirst());
  }

  private static boolean isTheSame(FileName wanted, String other, ProjectName name) {
    return other.equals(wanted.filename())
        || FileName.of(other, name).filter(wanted::saysTheSame).isPresent();
  }

  private static Publication taken(CatalogueFile file, Source source, Upload upload) {
    if (file.visibleTo() != null) {
      return new Taken(
          "This filename was previously used by a file that has since been deleted."
              + " Use a different version.");
    }
    return upload.filetype().equals("sdist") && !file.filename().equals(upload.filename())
        ? new Wrong("Only one sdist may be uploaded per release.")
        : new Taken(
            "File already exists ('%s', with sha256 '%s', in source '%s'). Use a different version."
                .formatted(file.filename(), file.state().sha256(), source.name()));
  }

  /** A name that another source claims is new in none; a project may be shut (R792-2). */
  private Optional<Refusal> closed(Source source, ProjectName name, Optional<Project> project) {
    if (project.filter(Project::isOwned).isEmpty()) {
      return claims.to(name.normalised()).stream()
          .filter(claim -> claim.source() != source.id())
          .findFirst()
          .map(
              claim ->
                  Refusal.wrong(
                      "Project name '%s' is claimed for another source (as '%s') and can't be new in source '%s'; upload it there, or have the claim released"
                          .formatted(name.normalised(), claim.pattern(), source.name())));
    }
    return closed(source, project.get());
  }

  /** A project that is archived or quarantined takes no uploads (R792-2). */
  private Optional<Refusal> closed(Source source, Project project) {
    return projects
        .state(project.id(), Moment.LATEST)
        .status()
        .filter(Status::takesNoFiles)
        .map(
            status ->
                Refusal.wrong(
                    "Project '%s' in source '%s' is %s and takes no files; set its status to active first"
                        .formatted(project.name(), source.name(), status.status())));
  }

  private static NewFile.Uploaded file(Upload upload) {
    return new NewFile.Uploaded(
        upload.filename(),
        upload.version(),
        FileState.uploaded(
            upload.sha256(),
            upload.size(),
            upload.requiresPython(),
            upload.metadataSha256(),
            upload.signatureKey() != null),
        upload.key(),
        upload.metadataKey(),
        upload.signatureKey(),
        upload.provenanceKey(),
        upload.md5(),
        upload.blake2b());
  }
}
