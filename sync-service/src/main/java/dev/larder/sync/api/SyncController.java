package dev.larder.sync.api;

import dev.larder.service.caller.Caller;
import dev.larder.sync.failure.Failure;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.http.sse.Event;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.util.List;
import java.util.Map;
import org.reactivestreams.Publisher;

/** The syncs of mirrors with their upstreams. */
@Controller("/__api__/v1/syncs")
@ExecuteOn(TaskExecutors.BLOCKING)
final class SyncController {
  private static final int MOST = 1000;

  private final Syncs syncs;
  private final SyncEvents events;

  SyncController(Syncs syncs, SyncEvents events) {
    this.syncs = syncs;
    this.events = events;
  }

  /** Some syncs. */
  @Serdeable
  record SyncListing(List<SyncView> syncs) {}

  /**
   * A package that could not be looked at.
   *
   * @param tries how often that was tried
   * @param since when it began to fail
   * @param last when it was tried last
   */
  @Serdeable
  record SyncFailure(String name, String detail, int tries, String since, String last) {
    static SyncFailure of(Failure failure) {
      return new SyncFailure(
          failure.name(),
          failure.detail(),
          failure.tries(),
          failure.since().toString(),
          failure.last().toString());
    }
  }

  /**
   * Packages that could not be looked at, by their names.
   *
   * @param next behind which the next ones are; null where there are none
   */
  @Serdeable
  record FailureListing(List<SyncFailure> failures, @Nullable String next) {}

  /** Syncs a mirror, or all of them; what is under way is joined. */
  @Post
  @ApiResponse(
      responseCode = "202",
      description = "they are under way",
      content = @Content(schema = @Schema(implementation = SyncListing.class)))
  @RequestBody(content = @Content(schema = @Schema(implementation = SyncRequest.class)))
  HttpResponse<SyncListing> createSyncs(
      @Parameter(hidden = true) Caller caller, @Body Map<String, Object> body) {
    Rights.requireAdministrator(caller);
    SyncRequest request;
    try {
      request = SyncRequest.of(body);
    } catch (IllegalArgumentException e) {
      throw SyncRefusal.wrong(e.getMessage());
    }
    return HttpResponse.accepted().body(new SyncListing(syncs.begin(request, caller)));
  }

  /** Lists syncs, the newest first. */
  @Get
  SyncListing syncs(
      @Parameter(hidden = true) Caller caller,
      @Nullable @QueryValue String source,
      @QueryValue(defaultValue = "20") int limit) {
    Rights.requireCredentials(caller);
    return new SyncListing(syncs.newest(caller, source, most(limit)));
  }

  /** Shows one sync. */
  @Get("/{id}")
  SyncView sync(@Parameter(hidden = true) Caller caller, String id) {
    Rights.requireCredentials(caller);
    return syncs.one(caller, id);
  }

  /** Lists what a sync could not look at; of a former one, what has not been looked at since. */
  @Get("/{id}/failures")
  FailureListing syncFailures(
      @Parameter(hidden = true) Caller caller,
      String id,
      @QueryValue(defaultValue = "") String after,
      @QueryValue(defaultValue = "100") int limit) {
    Rights.requireCredentials(caller);
    List<SyncFailure> page =
        syncs.failures(caller, id, after, most(limit)).stream().map(SyncFailure::of).toList();
    return new FailureListing(page, page.size() < most(limit) ? null : page.getLast().name());
  }

  /** Tells how a sync gets on, to its end: events named sync, each with how it stands. */
  @Get(
      value = "/{id}/events",
      produces = {MediaType.TEXT_EVENT_STREAM, MediaType.APPLICATION_JSON_PROBLEM})
  @ApiResponse(
      responseCode = "200",
      description = "server-sent events",
      content =
          @Content(
              mediaType = MediaType.TEXT_EVENT_STREAM,
              schema = @Schema(implementation = SyncView.class)))
  HttpResponse<Publisher<Event<?>>> syncEvents(@Parameter(hidden = true) Caller caller, String id) {
    Rights.requireCredentials(caller);
    return HttpResponse.<Publisher<Event<?>>>ok(events.of(syncs.one(caller, id)))
        .contentType(MediaType.TEXT_EVENT_STREAM_TYPE)
        .header("Cache-Control", "no-store");
  }

  /** Ends a sync; what was taken over stays. */
  @Post("/{id}/cancel")
  @ApiResponse(
      responseCode = "202",
      description = "it is about to end",
      content = @Content(schema = @Schema(implementation = SyncView.class)))
  HttpResponse<SyncView> cancelSync(@Parameter(hidden = true) Caller caller, String id) {
    Rights.requireAdministrator(caller);
    return HttpResponse.accepted().body(syncs.cancel(caller, id));
  }

  private static int most(int limit) {
    if (limit < 1 || limit > MOST) {
      throw SyncRefusal.wrong("'limit' must be 1 to %d".formatted(MOST));
    }
    return limit;
  }
}
