package dev.larder.index.access;

import dev.larder.index.database.DatabaseException;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Error;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Whatever fails beneath a request: PostgreSQL away is a 503, anything else a 500 and a trace. */
@Controller
final class DatabaseFailures {
  private static final Logger log = LoggerFactory.getLogger(DatabaseFailures.class);

  @Error(global = true, exception = RuntimeException.class)
  HttpResponse<?> failed(HttpRequest<?> request, RuntimeException failure) {
    if (DatabaseException.isAway(failure)) {
      log.warn("PostgreSQL is away: {}", failure.getMessage());
      return Refusals.of(
          request,
          HttpStatus.SERVICE_UNAVAILABLE,
          "The catalogue's PostgreSQL can't be reached; try again in a moment");
    }
    log.error("{} {} failed", request.getMethod(), request.getPath(), failure);
    return Refusals.of(
        request,
        HttpStatus.INTERNAL_SERVER_ERROR,
        "Something failed inside index-service; its log says what"
            + RequestId.current().map(id -> " (request_id " + id + ")").orElse(""));
  }
}
