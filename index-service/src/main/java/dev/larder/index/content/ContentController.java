package dev.larder.index.content;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.larder.index.access.RequestContext;
import dev.larder.index.access.Scoped;
import dev.larder.index.change.Answers;
import dev.larder.index.command.Command;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Patch;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.annotation.Nullable;

/**
 * The files and projects of local sources, for administrators and whoever may write to the source;
 * {@link ContentEditing} checks whether that is so.
 */
@Controller("/__api__/v1/sources/{source}")
@ExecuteOn(TaskExecutors.BLOCKING)
@Scoped
final class ContentController {
  private final Removal removal;
  private final Restoration restoration;
  private final Yanking yanking;
  private final ProjectStatus status;

  ContentController(
      Removal removal, Restoration restoration, Yanking yanking, ProjectStatus status) {
    this.removal = removal;
    this.restoration = restoration;
    this.yanking = yanking;
    this.status = status;
  }

  /**
   * Files that are to be removed.
   *
   * @param purge whether off all snapshots, and their bytes deleted
   */
  @Serdeable
  record Remove(
      @JsonProperty("package") String name,
      String scope,
      @Nullable String comment,
      @Nullable Boolean purge)
      implements Command {}

  /** Files that are to be restored, or whose mark is to be taken away. */
  @Serdeable
  record Some(@JsonProperty("package") String name, String scope, @Nullable String comment)
      implements Command {}

  /** Files that are to be yanked. */
  @Serdeable
  record Yank(
      @JsonProperty("package") String name,
      String scope,
      @Nullable String reason,
      @Nullable String comment)
      implements Command {}

  /** A project's status: active, archived, quarantined or deprecated. */
  @Serdeable
  record ProjectEdit(String status, @Nullable String reason) implements Command {}

  /** Removes files from later snapshots; with {@code purge} from all, and deletes their bytes. */
  @Post("/remove")
  HttpResponse<Edited> remove(HttpRequest<?> request, String source, @Body Remove files) {
    Selection.Why why = why(request, files.comment());
    return Answers.of(
        request,
        Boolean.TRUE.equals(files.purge())
            ? removal.purge(source, files.name(), files.scope(), why)
            : removal.remove(source, files.name(), files.scope(), why));
  }

  /** Puts removed files back. */
  @Post("/restore")
  HttpResponse<Edited> restore(HttpRequest<?> request, String source, @Body Some files) {
    return Answers.of(
        request,
        restoration.restore(source, files.name(), files.scope(), why(request, files.comment())));
  }

  /** Yanks files: installers choose them only when they are asked for exactly. */
  @Post("/yank")
  HttpResponse<Edited> yank(HttpRequest<?> request, String source, @Body Yank files) {
    return Answers.of(
        request,
        yanking.yank(
            source, files.name(), files.scope(), files.reason(), why(request, files.comment())));
  }

  /** Takes the mark off yanked files. */
  @Post("/unyank")
  HttpResponse<Edited> unyank(HttpRequest<?> request, String source, @Body Some files) {
    return Answers.of(
        request,
        yanking.unyank(source, files.name(), files.scope(), why(request, files.comment())));
  }

  /** Sets the status of a project. */
  @Patch("/projects/{project}")
  HttpResponse<ProjectStatus.ProjectView> editProject(
      HttpRequest<?> request, String source, String project, @Body ProjectEdit edit) {
    return Answers.of(
        request,
        status.set(source, project, edit.status(), edit.reason(), RequestContext.of(request)));
  }

  private Selection.Why why(HttpRequest<?> request, @Nullable String comment) {
    return new Selection.Why(RequestContext.of(request), comment);
  }
}
