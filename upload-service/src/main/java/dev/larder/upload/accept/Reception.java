package dev.larder.upload.accept;

import dev.larder.service.caller.Caller;
import dev.larder.upload.caller.Door;
import dev.larder.upload.edge.Answers;
import dev.larder.upload.edge.Refusal;
import dev.larder.upload.form.FormLimits;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.ServerHttpRequest;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes the form of a request in and words what became of it, whoever may send it there. */
@Singleton
final class Reception {

  private static final Logger log = LoggerFactory.getLogger(Reception.class);

  private final Uploads uploads;

  Reception(Uploads uploads) {
    this.uploads = uploads;
  }

  /** Decides whether the caller's form is taken; not a byte of it was read yet. */
  interface Admission {
    Uploads.Outcome decide(Caller caller, Intake intake);
  }

  /** Reads the form and does what it asks for. */
  interface Intake {
    Uploads.Outcome take(Door.Admitted where, boolean replace);
  }

  HttpResponse<?> answer(
      HttpRequest<?> request,
      Caller caller,
      String source,
      Admission admission,
      Function<Uploads.Taken, Refusal> nameTaken) {
    Uploads.Outcome outcome =
        admission.decide(caller, (where, replace) -> take(request, where, replace));
    return switch (outcome) {
      case Uploads.Done done -> Answers.text(done.already() ? "This file was here already." : "OK");
      case Uploads.Taken taken -> refusal(nameTaken.apply(taken), source, request);
      case Uploads.Refused refused -> refusal(refused.refusal(), source, request);
    };
  }

  private static HttpResponse<?> refusal(Refusal refusal, String source, HttpRequest<?> request) {
    log.info("upload to {} refused: {} {}", source, refusal.status(), refusal.message());
    return Answers.refusal(refusal, request);
  }

  private Uploads.Outcome take(HttpRequest<?> request, Door.Admitted where, boolean replace) {
    FormLimits limits = uploads.limits(where.source());
    if (request.getContentLength() > limits.all()) {
      return new Uploads.Refused(new Refusal(413, limits.tooLarge(Optional.empty())));
    }
    String contentType = Optional.ofNullable(request.getHeaders().get("Content-Type")).orElse("");
    try (InputStream body = ((ServerHttpRequest<?>) request).byteBody().toInputStream()) {
      return uploads.take(body, contentType, where, replace);
    } catch (IOException e) {
      log.info("the body of an upload could not be closed: {}", e.toString());
      return new Uploads.Refused(Refusal.bad("The upload ended early."));
    }
  }
}
