package dev.larder.index.claim;

import dev.larder.index.access.RequestContext;
import dev.larder.index.change.Answers;
import dev.larder.index.command.Command;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;

/** The names that sources have a right to, for administrators. */
@Controller("/__api__/v1/sources/{source}")
@ExecuteOn(TaskExecutors.BLOCKING)
final class ClaimController {
  private final Claiming claiming;

  ClaimController(Claiming claiming) {
    this.claiming = claiming;
  }

  /** A project's name, or a pattern of names such as {@code corp-*}. */
  @Serdeable
  record NamePattern(String name) implements Command {}

  /** Claims names for a source, at all instants. */
  @Post("/claims")
  @ApiResponse(
      responseCode = "201",
      description = "claimed; 200 if it was",
      content = @Content(schema = @Schema(implementation = Claiming.Claimed.class)))
  HttpResponse<Claiming.Claimed> claim(
      HttpRequest<?> request, String source, @Body NamePattern pattern) {
    return Answers.made(
        request, claiming.claim(source, pattern.name(), RequestContext.of(request)));
  }

  /** Releases a claim, or the name of a project that has no file left. */
  @Post("/releases")
  HttpResponse<Claiming.Released> release(
      HttpRequest<?> request, String source, @Body NamePattern pattern) {
    return Answers.of(
        request, claiming.release(source, pattern.name(), RequestContext.of(request)));
  }
}
