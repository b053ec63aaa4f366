package dev.larder.index.publish;

import dev.larder.index.access.RequestContext;
import dev.larder.index.outbox.Delivery;
import dev.larder.index.publish.Publication.Identical;
import dev.larder.index.publish.Publication.NoSource;
import dev.larder.index.publish.Publication.Published;
import dev.larder.index.publish.Publication.Replaced;
import dev.larder.index.publish.Publication.Taken;
import dev.larder.index.publish.Publication.Wrong;
import dev.larder.service.micronaut.Refusals;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.validation.Validated;
import jakarta.validation.Valid;
import java.util.Optional;

/** Where upload-service hands over. Answered when every cache can know of it. */
@Controller("/internal/sources")
@ExecuteOn(TaskExecutors.BLOCKING)
@Validated
class PublishController {
  private final Publishing publishing;
  private final Delivery delivery;

  PublishController(Publishing publishing, Delivery delivery) {
    this.publishing = publishing;
    this.delivery = delivery;
  }

  @Serdeable
  record Done(String outcome, long serial) {}

  @Post("/{id}/files")
  HttpResponse<?> publish(
      HttpRequest<?> request, @PathVariable long id, @Body @Valid Upload upload) {
    Optional<String> tooLong = upload.tooLong();
    if (tooLong.isPresent()) {
      return Refusals.of(request, HttpStatus.BAD_REQUEST, tooLong.get());
    }
    return switch (publishing.publish(id, upload, RequestContext.of(request))) {
      case Published(long serial) -> done("published", serial);
      case Replaced(long serial) -> done("replaced", serial);
      case Identical(long serial) -> done("identical", serial);
      case Taken(String line) -> Refusals.of(request, HttpStatus.CONFLICT, line);
      case Wrong(String line) -> Refusals.of(request, HttpStatus.BAD_REQUEST, line);
      case NoSource(String line) -> Refusals.of(request, HttpStatus.NOT_FOUND, line);
    };
  }

  private HttpResponse<?> done(String outcome, long serial) {
    delivery.await(serial);
    return HttpResponse.ok(new Done(outcome, serial));
  }
}
