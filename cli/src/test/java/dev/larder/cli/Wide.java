package dev.larder.cli;

import dev.larder.cli.output.Terminal;
import java.util.Optional;
import java.util.OptionalInt;

/** A terminal of so many columns, at which nobody answers. */
public record Wide(int columns) implements Terminal {
  @Override
  public Optional<String> ask(String question) {
    return Optional.empty();
  }

  @Override
  public OptionalInt width() {
    return OptionalInt.of(columns);
  }

  @Override
  public OptionalInt progressWidth() {
    return OptionalInt.of(columns);
  }
}
