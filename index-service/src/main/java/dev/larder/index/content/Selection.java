package dev.larder.index.content;

import dev.larder.index.access.RequestContext;
import dev.larder.index.change.Refusal;
import dev.larder.index.file.CatalogueFile;
import dev.larder.index.outbox.About;
import dev.larder.index.outbox.Author;
import dev.larder.index.page.ProjectPage;
import dev.larder.index.project.Project;
import dev.larder.index.source.Source;
import dev.larder.messaging.Change.Kind;
import jakarta.annotation.Nullable;
import java.util.List;

/** Files of a project in a local source, as somebody named them. */
record Selection(Source source, Project project, Scope scope, String scopeText) {

  /** Who does it, and why. */
  record Why(RequestContext context, @Nullable String comment) {
    Why {
      comment = comment == null || comment.isBlank() ? null : comment;
    }
  }

  About about(String action, List<CatalogueFile> chosen, Why why) {
    return About.project(
            Kind.PAGE_CHANGED, action, source.id(), project.name(), Author.of(why.context()))
        .of(scope.subject(chosen))
        .because(why.comment());
  }

  /** Everything is as it should be, since the project's last change. */
  Edited unchanged() {
    return new Edited(project.lastSerial(), List.of());
  }

  /**
   * The refusal where nothing is meant.
   *
   * @param what the files that come into question, such as {@code file that is yanked}
   * @param there all of those
   */
  Refusal nothing(String what, List<CatalogueFile> there) {
    return Refusal.missing(
        "nothing matched '%s': project '%s' in source '%s' has no %s%s%s"
            .formatted(
                scopeText,
                project.name(),
                source.name(),
                there.isEmpty() ? "" : "such ",
                what,
                Nearest.said(scopeText, there.stream().map(this::asMeant).distinct().toList())));
  }

  /** How somebody who said it as this says it would name a file. */
  private String asMeant(CatalogueFile file) {
    return "@" + (scope instanceof Scope.OfFile ? file.filename() : ProjectPage.version(file));
  }
}
