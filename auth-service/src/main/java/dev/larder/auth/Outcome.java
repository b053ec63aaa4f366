package dev.larder.auth;

import java.util.function.Function;

/** What came of a request: what was asked for, or a refusal that was to be expected. */
public sealed interface Outcome<T> {

  /** It was done. */
  record Done<T>(T value) implements Outcome<T> {}

  /**
   * It was refused.
   *
   * @param status the HTTP status that says so best
   * @param detail one line: what was wrong, with what, and what to do
   */
  record Refused<T>(int status, String detail) implements Outcome<T> {}

  static <T> Outcome<T> done(T value) {
    return new Done<>(value);
  }

  /** Goes on with what was done; a refusal stays one. */
  static <A, B> Outcome<B> then(Outcome<A> first, Function<A, Outcome<B>> next) {
    return switch (first) {
      case Refused<A>(int status, String detail) -> refused(status, detail);
      case Done<A>(A value) -> next.apply(value);
    };
  }

  static <T> Outcome<T> refused(int status, String detail) {
    return new Refused<>(status, detail);
  }
}
