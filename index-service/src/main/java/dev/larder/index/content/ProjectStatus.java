package dev.larder.index.content;

import dev.larder.index.access.RequestContext;
import dev.larder.index.change.Decision;
import dev.larder.index.change.Outcome;
import dev.larder.index.change.Refusal;
import dev.larder.index.outbox.About;
import dev.larder.index.outbox.Author;
import dev.larder.index.project.Projects;
import dev.larder.index.project.Status;
import dev.larder.index.snapshot.Moment;
import dev.larder.messaging.Change.Kind;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.annotation.Nullable;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;

/** Says how a project in a local source is to be taken (PEP 792). */
@Singleton
final class ProjectStatus {
  private static final String ACTIVE = "active";
  private static final List<String> KNOWN =
      List.of(ACTIVE, "archived", "quarantined", "deprecated");

  private final ContentEditing editing;
  private final Projects projects;

  ProjectStatus(ContentEditing editing, Projects projects) {
    this.editing = editing;
    this.projects = projects;
  }

  /** A project, and how it stands. */
  @Serdeable
  record ProjectView(String source, String name, String status, @Nullable String reason) {}

  Outcome<ProjectView> set(
      String sourceName,
      String projectName,
      String status,
      @Nullable String reason,
      RequestContext context) {
    return editing.edit(
        sourceName,
        projectName,
        context,
        (source, project) -> {
          if (!KNOWN.contains(status)) {
            return Decision.refuse(
                Refusal.wrong(
                    "status '%s' is not known; known: %s"
                        .formatted(status, String.join(", ", KNOWN))));
          }
          Status asked = new Status(status, reason == null || reason.isBlank() ? null : reason);
          Status now =
              projects.state(project.id(), Moment.LATEST).status().orElse(new Status(ACTIVE, null));
          ProjectView view = new ProjectView(source.name(), project.name(), status, asked.reason());
          if (asked.equals(now)) {
            return Decision.keep(view);
          }
          About about =
              About.project(
                      Kind.PAGE_CHANGED,
                      "edit-project",
                      source.id(),
                      project.name(),
                      Author.of(context))
                  .of(status)
                  .because(asked.reason());
          return Decision.make(
              about,
              stamp -> {
                projects.status(stamp, project.id(), stamp.instant(), Optional.of(asked));
                projects.changed(stamp, project.id());
                return view;
              });
        });
  }
}
