package dev.larder.cli.connection;

import picocli.CommandLine.TypeConversionException;

/** A name as it was typed; which ones are good the server knows. */
public record Name(String text) {

  /** Reads a name, without the space around it; an empty one is wrong usage. */
  public static Name parse(String text) {
    if (text.isBlank()) {
      throw new TypeConversionException("a name must not be empty");
    }
    return new Name(text.strip());
  }

  @Override
  public String toString() {
    return text;
  }
}
