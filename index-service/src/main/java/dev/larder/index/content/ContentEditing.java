package dev.larder.index.content;

import dev.larder.index.access.RequestContext;
import dev.larder.index.change.Changes;
import dev.larder.index.change.Decision;
import dev.larder.index.change.Outcome;
import dev.larder.index.change.Refusal;
import dev.larder.index.project.Listed;
import dev.larder.index.project.OwnedNames;
import dev.larder.index.project.Project;
import dev.larder.index.project.Projects;
import dev.larder.index.source.Source;
import dev.larder.index.source.SourceRights;
import dev.larder.index.source.Sources;
import dev.larder.packaging.ProjectName;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Finds what of a local source somebody wants to edit, who may; a mirror's content is its
 * upstream's.
 */
@Singleton
final class ContentEditing {
  /** With so many names one that isn't there is compared at most. */
  private static final int COMPARED = 1_000;

  private final Changes changes;
  private final Sources sources;
  private final Projects projects;
  private final OwnedNames names;

  ContentEditing(Changes changes, Sources sources, Projects projects, OwnedNames names) {
    this.changes = changes;
    this.sources = sources;
    this.projects = projects;
    this.names = names;
  }

  /** What is done with a project. */
  interface WithProject<T> {
    Decision<T> decide(Source source, Project project);
  }

  /** What is done with files. */
  interface WithFiles<T> {
    Decision<T> decide(Selection selection);
  }

  <T> Outcome<T> edit(
      String sourceName, String projectName, RequestContext context, WithProject<T> with) {
    return changes.make(
        () -> {
          Optional<Source> source = sources.seen(context, sourceName);
          if (source.isEmpty()) {
            return Decision.refuse(sources.missing(context, sourceName));
          }
          String name = ProjectName.normalise(projectName);
          Optional<Refusal> forbidden = SourceRights.writing(context.caller(), source.get(), name);
          if (forbidden.isPresent()) {
            return Decision.refuse(forbidden.get());
          }
          if (!source.get().isLocal()) {
            return Decision.refuse(
                Refusal.wrong(
                    "source '%s' is a mirror and shows what its upstream has; only local sources can be edited"
                        .formatted(sourceName)));
          }
          Optional<Project> project =
              projects.find(source.get().id(), name).filter(found -> found.lastSerial() > 0);
          return project.isEmpty()
              ? Decision.refuse(missing(source.get(), projectName))
              : with.decide(source.get(), project.get());
        });
  }

  private Refusal missing(Source source, String projectName) {
    String name = ProjectName.normalise(projectName);
    String beginning = name.isEmpty() ? "" : name.substring(0, 1);
    List<String> known =
        names.beginning(source.id(), beginning, "", Instant.MAX, Long.MAX_VALUE, COMPARED).stream()
            .map(Listed::name)
            .toList();
    return Refusal.missing(
        "source '%s' has no project '%s'%s"
            .formatted(source.name(), projectName, Nearest.said(name, known)));
  }

  <T> Outcome<T> edit(
      String sourceName,
      String projectName,
      RequestContext context,
      String scopeText,
      WithFiles<T> with) {
    return edit(
        sourceName,
        projectName,
        context,
        (source, project) -> {
          Optional<Scope> scope = Scope.parse(scopeText, ProjectName.of(project.name()));
          return scope.isEmpty()
              ? Decision.refuse(
                  Refusal.wrong(
                      "'%s' doesn't say which files; give @all, @current, a version such as @1.2.3 or @FILE-NAME of project '%s'"
                          .formatted(scopeText, project.name())))
              : with.decide(new Selection(source, project, scope.get(), scopeText));
        });
  }
}
