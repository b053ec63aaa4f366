package dev.larder.upload.accept;

import dev.larder.service.caller.Caller;
import dev.larder.upload.caller.Door;
import dev.larder.upload.edge.Refusal;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;

/** PyPI's upload, legacy form, over HTTP. */
@Controller
final class UploadController {

  private final Door door;
  private final Reception reception;

  UploadController(Door door, Reception reception) {
    this.door = door;
    this.reception = reception;
  }

  @Post("/upload/pypi/{source}")
  @Consumes(MediaType.ALL)
  @Produces(MediaType.ALL)
  @ExecuteOn(TaskExecutors.BLOCKING)
  HttpResponse<?> upload(@PathVariable String source, Caller caller, HttpRequest<?> request) {
    return reception.answer(
        request,
        caller,
        source,
        (asking, uploads) ->
            switch (door.uploader(asking, source)) {
              case Door.Refused refused -> new Uploads.Refused(refused.refusal());
              case Door.Admitted admitted -> uploads.take(admitted, false);
            },
        // what twine's --skip-existing looks for (RUP-7)
        taken -> Refusal.bad(taken.message()));
  }
}
