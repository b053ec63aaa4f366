package dev.larder.index.change;

import java.util.function.Function;

/** What became of a command, or of a question. */
public sealed interface Outcome<T> {

  /** It was done, by that change. */
  record Changed<T>(T value, long serial) implements Outcome<T> {}

  /** It is so already; no change was made. */
  record Unchanged<T>(T value) implements Outcome<T> {}

  record Refused<T>(Refusal refusal) implements Outcome<T> {}

  /** The same, said otherwise. */
  default <R> Outcome<R> map(Function<T, R> as) {
    return switch (this) {
      case Changed<T>(T value, long serial) -> new Changed<>(as.apply(value), serial);
      case Unchanged<T>(T value) -> new Unchanged<>(as.apply(value));
      case Refused<T>(Refusal refusal) -> new Refused<>(refusal);
    };
  }
}
