package dev.larder.index.change;

import dev.larder.index.change.Outcome.Changed;
import dev.larder.index.change.Outcome.Refused;
import dev.larder.index.change.Outcome.Unchanged;
import dev.larder.service.micronaut.Refusals;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;

/**
 * Outcomes as HTTP has them. A response's type is that of what was asked for, so that the API's
 * description has it; a refusal has another body.
 */
public final class Answers {
  private Answers() {}

  /** How things stand now, or the refusal. */
  public static <T> HttpResponse<T> of(HttpRequest<?> request, Outcome<T> outcome) {
    return of(request, outcome, HttpStatus.OK);
  }

  /** 201 where something was made, 200 where it was there. */
  public static <T> HttpResponse<T> made(HttpRequest<?> request, Outcome<T> outcome) {
    return of(request, outcome, HttpStatus.CREATED);
  }

  /** Nothing but that it was done, or the refusal. */
  public static <T> HttpResponse<Void> gone(HttpRequest<?> request, Outcome<T> outcome) {
    return switch (outcome) {
      case Changed<T> changed -> HttpResponse.noContent();
      case Unchanged<T> unchanged -> HttpResponse.noContent();
      case Refused<T>(Refusal refusal) -> refused(request, refusal);
    };
  }

  @SuppressWarnings("unchecked")
  private static <T> HttpResponse<T> refused(HttpRequest<?> request, Refusal refusal) {
    HttpStatus status =
        switch (refusal.reason()) {
          case WRONG -> HttpStatus.BAD_REQUEST;
          case MISSING -> HttpStatus.NOT_FOUND;
          case IN_THE_WAY -> HttpStatus.CONFLICT;
          case FORBIDDEN -> HttpStatus.FORBIDDEN;
        };
    return (HttpResponse<T>) Refusals.of(request, status, refusal.line());
  }

  private static <T> HttpResponse<T> of(
      HttpRequest<?> request, Outcome<T> outcome, HttpStatus changed) {
    return switch (outcome) {
      case Changed<T>(T value, long serial) -> HttpResponse.<T>status(changed).body(value);
      case Unchanged<T>(T value) -> HttpResponse.ok(value);
      case Refused<T>(Refusal refusal) -> refused(request, refusal);
    };
  }
}
