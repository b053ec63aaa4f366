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
import java.util.Optional;

/**
 * The same form from a command, with which an administrator may replace a file; errors are problems
 * (RFC 9457).
 */
@Controller
final class AddController {

  private final Door door;
  private final Reception reception;

  AddController(Door door, Reception reception) {
    this.door = door;
    this.reception = reception;
  }

  @Post("/__api__/v1/sources/{source}/files")
  @Consumes(MediaType.ALL)
  @Produces(MediaType.ALL)
  @ExecuteOn(TaskExecutors.BLOCKING)
  HttpResponse<?> add(@PathVariable String source, Caller caller, HttpRequest<?> request) {
    return reception.answer(
        request,
        caller,
        source,
        (asking, uploads) -> {
          Optional<Boolean> replace = replace(request);
          if (replace.isEmpty()) {
            return new Uploads.Refused(Refusal.bad("'replace' is either 'true' or 'false'."));
          }
          return switch (door.adder(asking, source, replace.get())) {
            case Door.Refused refused -> new Uploads.Refused(refused.refusal());
            case Door.Admitted admitted -> uploads.take(admitted, replace.get());
          };
        },
        taken -> new Refusal(409, taken.message()));
  }

  private static Optional<Boolean> replace(HttpRequest<?> request) {
    return switch (request.getParameters().get("replace", String.class).orElse("false")) {
      case "true" -> Optional.of(true);
      case "false" -> Optional.of(false);
      default -> Optional.empty();
    };
  }
}
