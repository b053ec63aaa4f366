package dev.larder.blob.request;

import io.micronaut.context.annotation.Primary;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.server.exceptions.response.ErrorContext;
import io.micronaut.http.server.exceptions.response.ErrorResponseProcessor;
import jakarta.inject.Singleton;

/** One line of text for what no route answers, and for what fails. */
@Primary
@Singleton
final class OneLineErrors implements ErrorResponseProcessor<String> {
  @Override
  public MutableHttpResponse<String> processResponse(
      ErrorContext context, MutableHttpResponse<?> response) {
    return HttpResponse.<String>status(response.status())
        .contentType(MediaType.TEXT_PLAIN_TYPE)
        .header(HttpHeaders.CACHE_CONTROL, "no-store")
        .body(line(response.code()) + "\n");
  }

  private static String line(int status) {
    return switch (status) {
      case 404 -> "There is nothing at this address.";
      case 405 -> "Files can be had by GET and HEAD only.";
      default ->
          status < 500 ? "This request can't be understood." : "This server failed; see its log.";
    };
  }
}
