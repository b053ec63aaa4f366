package dev.larder.upload.accept;

import dev.larder.service.caller.Caller;
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

/** Takes PyPI's upload form: admits it, reads it, answers what became of it. */
@Controller
@Consumes(MediaType.ALL)
@Produces(MediaType.ALL)
@ExecuteOn(TaskExecutors.BLOCKING)
final class UploadController {

  private static final Logger log = LoggerFactory.getLogger(UploadController.class);

  private final UploadAdmission admission;
  private final Uploads uploads;

  UploadController(UploadAdmission admission, Uploads uploads) {
    this.admission = admission;
    this.uploads = uploads;
  }

  /** PyPI's upload, legacy form. */
  @Post("/upload/pypi/{source}")
  HttpResponse<?> upload(@PathVariable String source, Caller caller, HttpRequest<?> request) {
    UploadAdmission.Decision decision =
        admission.ofUpload(caller, source, request.getContentLength());
    Uploads.Outcome outcome = take(decision, request);
    // 400 is what twine's --skip-existing looks for (RUP-7)
    return answer(outcome, 400, source, request);
  }

  /** The same form from a command, with which an administrator may replace a file. */
  @Post("/__api__/v1/sources/{source}/files")
  HttpResponse<?> add(@PathVariable String source, Caller caller, HttpRequest<?> request) {
    String replace = request.getParameters().get("replace", String.class).orElse("false");
    UploadAdmission.Decision decision =
        admission.ofAddition(caller, source, replace, request.getContentLength());
    Uploads.Outcome outcome = take(decision, request);
    return answer(outcome, 409, source, request);
  }

  private Uploads.Outcome take(UploadAdmission.Decision decision, HttpRequest<?> request) {
    return switch (decision) {
      case Refusal refusal -> refusal;
      case UploadAdmission.Admitted admitted -> take(admitted, request);
    };
  }

  private Uploads.Outcome take(UploadAdmission.Admitted admitted, HttpRequest<?> request) {
    String contentType = Optional.ofNullable(request.getHeaders().get("Content-Type")).orElse("");
    try (InputStream body = ((ServerHttpRequest<?>) request).byteBody().toInputStream()) {
      return uploads.take(body, contentType, admitted);
    } catch (IOException e) {
      log.info("the body of an upload could not be closed: {}", e.toString());
      return Refusal.bad("The upload ended early.");
    }
  }

  /**
   * Words what became of the upload.
   *
   * @param nameTaken the status where there is another file of that name
   */
  private static HttpResponse<?> answer(
      Uploads.Outcome outcome, int nameTaken, String source, HttpRequest<?> request) {
    return switch (outcome) {
      case Uploads.Visible(boolean already) ->
          Answers.text(already ? "This file was here already." : "OK");
      case Uploads.NameTaken(String message) ->
          refusal(new Refusal(nameTaken, message), source, request);
      case Refusal refusal -> refusal(refusal, source, request);
    };
  }

  private static HttpResponse<?> refusal(Refusal refusal, String source, HttpRequest<?> request) {
    log.info("upload to {} refused: {} {}", source, refusal.status(), refusal.message());
    return Answers.refusal(refusal, request);
  }
}
