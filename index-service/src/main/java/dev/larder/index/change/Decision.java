package dev.larder.index.change;

import dev.larder.index.clock.Stamp;
import dev.larder.index.outbox.About;
import java.util.Optional;

/** What is to become of a command, as the catalogue stands. */
public sealed interface Decision<T> {

  /** Writes the rows of a change, and says how things stand then. */
  @FunctionalInterface
  interface Work<T> {
    T in(Stamp stamp);
  }

  record Make<T>(About about, Work<T> work) implements Decision<T> {}

  /** Everything is as it should be. */
  record Keep<T>(T value) implements Decision<T> {}

  record Refuse<T>(Refusal refusal) implements Decision<T> {}

  static <T> Decision<T> make(About about, Work<T> work) {
    return new Make<>(about, work);
  }

  static <T> Decision<T> keep(T value) {
    return new Keep<>(value);
  }

  static <T> Decision<T> refuse(Refusal refusal) {
    return new Refuse<>(refusal);
  }

  /** The first of these refusals that there is. */
  @SafeVarargs
  static Optional<Refusal> first(Optional<Refusal>... refusals) {
    for (Optional<Refusal> refusal : refusals) {
      if (refusal.isPresent()) {
        return refusal;
      }
    }
    return Optional.empty();
  }
}
