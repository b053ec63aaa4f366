package dev.larder.service.micronaut;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.client.exceptions.HttpClientException;
import io.micronaut.http.client.exceptions.HttpClientResponseException;
import java.util.Optional;
import java.util.function.Supplier;

/** What became of a call of another service. */
public sealed interface Answer<T> {

  /** The service said something. */
  sealed interface Heard<T> extends Answer<T> {}

  /**
   * A 200 with what was asked for, or a 204.
   *
   * @param value null with a 204
   */
  record Given<T>(@Nullable T value) implements Heard<T> {}

  /** Any other status. */
  record Refused<T>(HttpResponse<?> response) implements Heard<T> {
    public int status() {
      return response.code();
    }

    /** Its body; empty where that is nothing of this type. */
    public <P> Optional<P> body(Class<P> type) {
      return response.getBody(type);
    }
  }

  /**
   * Nobody could be reached, the time was over, or what came was cut off, too large or no answer.
   */
  record None<T>(Exception why) implements Answer<T> {}

  /**
   * Makes a call; where this thread is interrupted meanwhile, there is no answer, and it stays
   * interrupted.
   */
  static <T> Answer<T> to(Supplier<HttpResponse<T>> call) {
    try {
      HttpResponse<T> response = call.get();
      T body = response.body();
      return response.code() == HttpStatus.NO_CONTENT.getCode()
              || (response.code() == HttpStatus.OK.getCode() && body != null)
          ? new Given<>(body)
          : refused(response, new HttpClientException("an answer without a body"));
    } catch (HttpClientResponseException e) {
      return refused(e.getResponse(), e);
    } catch (HttpClientException e) {
      return new None<>(e);
    } catch (RuntimeException e) {
      if (e.getCause() instanceof InterruptedException interrupted) {
        return new None<>(interrupted);
      }
      throw e;
    }
  }

  private static <T> Answer<T> refused(HttpResponse<?> response, Exception unreadable) {
    return response.code() == HttpStatus.OK.getCode()
        ? new None<>(unreadable)
        : new Refused<>(response);
  }
}
