package dev.larder.upload.accept;

import dev.larder.upload.caller.Caller;
import dev.larder.upload.caller.CallerHeader;
import dev.larder.upload.caller.Door;
import dev.larder.upload.edge.Answers;
import dev.larder.upload.edge.Refusal;
import dev.larder.upload.edge.RequestId;
import dev.larder.upload.form.TooLarge;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.ServerHttpRequest;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** PyPI's upload, legacy form, over HTTP. */
@Controller
final class UploadController {

  private static final Logger log = LoggerFactory.getLogger(UploadController.class);

  private final CallerHeader callers;
  private final Door door;
  private final Uploads uploads;

  UploadController(CallerHeader callers, Door door, Uploads uploads) {
    this.callers = callers;
    this.door = door;
    this.uploads = uploads;
  }

  @Post("/upload/pypi/{source}")
  @Consumes(MediaType.ALL)
  @Produces(MediaType.ALL)
  @ExecuteOn(TaskExecutors.BLOCKING)
  HttpResponse<?> upload(@PathVariable String source, HttpRequest<?> request) {
    return RequestId.working(
        Optional.ofNullable(request.getHeaders().get(RequestId.HEADER)),
        () ->
            switch (outcome(source, request)) {
              case Uploads.Done done ->
                  Answers.text(done.already() ? "This file was here already." : "OK");
              case Uploads.Refused refused -> {
                log.info(
                    "upload to {} refused: {} {}",
                    source,
                    refused.refusal().status(),
                    refused.refusal().message());
                yield Answers.refusal(refused.refusal(), request);
              }
            });
  }

  private Uploads.Outcome outcome(String source, HttpRequest<?> request) {
    Optional<Caller> caller =
        Optional.ofNullable(request.getHeaders().get(CallerHeader.NAME)).map(callers::read);
    return switch (door.knock(caller, source)) {
      case Door.Refused refused -> new Uploads.Refused(refused.refusal());
      case Door.Admitted admitted -> take(request, admitted);
    };
  }

  private Uploads.Outcome take(HttpRequest<?> request, Door.Admitted admitted) {
    if (request.getContentLength() > uploads.limits().all()) {
      return new Uploads.Refused(
          new Refusal(413, TooLarge.message(Optional.empty(), uploads.limits().file())));
    }
    String contentType = Optional.ofNullable(request.getHeaders().get("Content-Type")).orElse("");
    try (InputStream body = ((ServerHttpRequest<?>) request).byteBody().toInputStream()) {
      return uploads.take(body, contentType, admitted);
    } catch (IOException e) {
      log.info("the body of an upload could not be closed: {}", e.toString());
      return new Uploads.Refused(Refusal.bad("The upload ended early."));
    }
  }
}
