package dev.larder.index.content;

import dev.larder.index.change.Refusal;
import dev.larder.index.file.CatalogueFile;
import dev.larder.index.outbox.About;
import dev.larder.index.project.Project;
import dev.larder.index.source.Source;
import dev.larder.messaging.Change.Kind;
import jakarta.annotation.Nullable;
import java.util.List;

/** Files of a project in a local source, as somebody named them. */
record Selection(Source source, Project project, Scope scope, String scopeText) {

  /** Who does it, and why. */
  record Why(String by, @Nullable String comment) {
    Why {
      comment = comment == null || comment.isBlank() ? null : comment;
    }
  }

  About about(String action, List<CatalogueFile> chosen, Why why) {
    return About.project(Kind.PAGE_CHANGED, action, source, project.name(), why.by())
        .of(scope.subject(chosen))
        .because(why.comment());
  }

  /** Everything is as it should be, since the project's last change. */
  Edited unchanged() {
    return new Edited(project.lastSerial(), List.of());
  }

  /** The refusal where nothing is meant. */
  Refusal nothing(String what) {
    return Refusal.missing(
        "project '%s' in source '%s' has no %s that matches '%s'"
            .formatted(project.name(), source.name(), what, scopeText));
  }
}
