package dev.larder.index.source;

import dev.larder.index.access.RequestContext;
import dev.larder.index.access.Scoped;
import dev.larder.index.change.Answers;
import dev.larder.index.change.Outcome;
import dev.larder.index.database.Database;
import dev.larder.index.upstream.LeftOuts;
import dev.larder.index.upstream.Serials;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The sources; each caller is shown those that are there for it. */
@Controller("/__api__/v1/sources")
@ExecuteOn(TaskExecutors.BLOCKING)
final class SourceController {
  /** So many projects whose upstream is behind are named at most. */
  private static final int BEHIND = 10;

  private final Database database;
  private final Sources sources;
  private final SourceUses uses;
  private final SourceEditing editing;
  private final CheckedEditing checked;
  private final LeftOuts leftOuts;
  private final Serials serials;

  SourceController(
      Database database,
      Sources sources,
      SourceUses uses,
      SourceEditing editing,
      LeftOuts leftOuts,
      Serials serials,
      CheckedEditing checked) {
    this.database = database;
    this.sources = sources;
    this.uses = uses;
    this.editing = editing;
    this.checked = checked;
    this.leftOuts = leftOuts;
    this.serials = serials;
  }

  /** All sources, in the order in which they were made. */
  @Serdeable
  record SourceListing(List<SourceView> sources) {}

  /** Lists the sources. */
  @Get
  @Scoped
  SourceListing sources(HttpRequest<?> request) {
    RequestContext context = RequestContext.of(request);
    return database.read(
        () -> {
          List<SourceView> views = new ArrayList<>();
          for (Source source : sources.all()) {
            if (SourceRights.sees(context.caller(), source)) {
              views.add(view(context, source));
            }
          }
          return new SourceListing(views);
        });
  }

  /** Makes a source. */
  @Post
  @ApiResponse(
      responseCode = "201",
      description = "made; 200 if it was there and will do",
      content = @Content(schema = @Schema(implementation = SourceView.class)))
  HttpResponse<SourceView> createSource(HttpRequest<?> request, @Body NewSource source) {
    return Answers.made(
        request,
        checked
            .create(source, RequestContext.of(request))
            .map(advised -> view(RequestContext.of(request), advised)));
  }

  /** Shows one source. */
  @Get("/{name}")
  @Scoped
  HttpResponse<SourceView> source(HttpRequest<?> request, String name) {
    Outcome<SourceView> found =
        database.read(
            () -> {
              Optional<Source> source = sources.seen(RequestContext.of(request), name);
              return source.isPresent()
                  ? new Outcome.Unchanged<>(whole(RequestContext.of(request), source.get()))
                  : new Outcome.Refused<>(sources.missing(RequestContext.of(request), name));
            });
    return Answers.of(request, found);
  }

  /** Lets a source look elsewhere, or take files of another size. */
  @Patch("/{name}")
  HttpResponse<SourceView> editSource(HttpRequest<?> request, String name, @Body SourceEdit edit) {
    return Answers.of(
        request,
        checked
            .edit(name, edit, RequestContext.of(request))
            .map(advised -> view(RequestContext.of(request), advised)));
  }

  /** Deletes a source that no repository subscribes to. */
  @Delete("/{name}")
  @ApiResponse(responseCode = "204", description = "deleted")
  HttpResponse<Void> deleteSource(HttpRequest<?> request, String name) {
    return Answers.gone(request, editing.delete(name, RequestContext.of(request)));
  }

  private SourceView view(RequestContext context, CheckedEditing.Advised advised) {
    return database.read(() -> view(context, advised.source())).warning(advised.warning());
  }

  private SourceView whole(RequestContext context, Source source) {
    return view(context, source)
        .with(leftOuts.ofSource(source.id()), serials.behind(source.id(), BEHIND));
  }

  private SourceView view(RequestContext context, Source source) {
    return SourceView.of(source, uses.of(context, source));
  }
}
