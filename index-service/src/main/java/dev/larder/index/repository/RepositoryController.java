package dev.larder.index.repository;

import dev.larder.index.access.RequestContext;
import dev.larder.index.access.Scoped;
import dev.larder.index.change.Answers;
import dev.larder.index.change.Outcome;
import dev.larder.index.database.Database;
import dev.larder.service.caller.Caller;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Patch;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.util.List;
import java.util.Optional;

/** The repositories; each caller is shown those that are there for it. */
@Controller("/__api__/v1/repos")
@ExecuteOn(TaskExecutors.BLOCKING)
final class RepositoryController {
  private final Database database;
  private final Repositories repositories;
  private final Creation creation;
  private final Editing editing;

  RepositoryController(
      Database database, Repositories repositories, Creation creation, Editing editing) {
    this.database = database;
    this.repositories = repositories;
    this.creation = creation;
    this.editing = editing;
  }

  /** All repositories, in the order in which they were made. */
  @Serdeable
  record RepositoryListing(List<RepositoryView> repos) {}

  /** Lists the repositories. */
  @Get
  @Scoped
  RepositoryListing repositories(HttpRequest<?> request) {
    Caller caller = RequestContext.of(request).caller();
    return new RepositoryListing(
        database.read(repositories::all).stream()
            .filter(each -> RepositoryRights.sees(caller, each))
            .map(RepositoryView::of)
            .toList());
  }

  /** Makes a repository. */
  @Post
  @ApiResponse(
      responseCode = "201",
      description = "made; 200 if it was there and will do",
      content = @Content(schema = @Schema(implementation = RepositoryView.class)))
  HttpResponse<RepositoryView> createRepository(
      HttpRequest<?> request, @Body NewRepository repository) {
    return Answers.made(
        request, creation.create(repository, RequestContext.of(request)).map(RepositoryView::of));
  }

  /** Shows one repository. */
  @Get("/{name}")
  @Scoped
  HttpResponse<RepositoryView> repository(HttpRequest<?> request, String name) {
    Outcome<Repository> found =
        database.read(
            () -> {
              Optional<Repository> repository = repositories.seen(RequestContext.of(request), name);
              return repository.isPresent()
                  ? new Outcome.Unchanged<>(repository.get())
                  : new Outcome.Refused<>(repositories.missing(RequestContext.of(request), name));
            });
    return Answers.of(request, found.map(RepositoryView::of));
  }

  /** Renames a repository, or changes what it is like. */
  @Patch("/{name}")
  HttpResponse<RepositoryView> editRepository(
      HttpRequest<?> request, String name, @Body RepositoryEdit edit) {
    return Answers.of(
        request, editing.edit(name, edit, RequestContext.of(request)).map(RepositoryView::of));
  }

  /** Deletes a repository; from then on it answers 404 at every snapshot. */
  @Delete("/{name}")
  @ApiResponse(responseCode = "204", description = "deleted")
  HttpResponse<Void> deleteRepository(HttpRequest<?> request, String name) {
    return Answers.gone(request, editing.delete(name, RequestContext.of(request)));
  }
}
