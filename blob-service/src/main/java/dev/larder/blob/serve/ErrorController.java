package dev.larder.blob.serve;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Error;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One line for what no route answers. */
@Controller
final class ErrorController {
  private static final Logger log = LoggerFactory.getLogger(ErrorController.class);

  @Error(status = HttpStatus.NOT_FOUND, global = true)
  HttpResponse<?> notFound() {
    return line(HttpStatus.NOT_FOUND, "There is nothing at this address.");
  }

  @Error(status = HttpStatus.METHOD_NOT_ALLOWED, global = true)
  HttpResponse<?> notAllowed() {
    return line(HttpStatus.METHOD_NOT_ALLOWED, "Files can be had by GET and HEAD only.");
  }

  @Error(global = true)
  HttpResponse<?> failed(Throwable failure) {
    log.error("A request failed", failure);
    return line(HttpStatus.INTERNAL_SERVER_ERROR, "This server failed; see its log.");
  }

  private static HttpResponse<?> line(HttpStatus status, String detail) {
    return HttpResponse.status(status)
        .contentType(MediaType.TEXT_PLAIN_TYPE)
        .header(HttpHeaders.CACHE_CONTROL, "no-store")
        .body(detail + "\n");
  }
}
