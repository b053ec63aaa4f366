package dev.larder.cli.output;

import picocli.CommandLine.TypeConversionException;

/** For people or for programs. */
public enum OutputFormat {
  HUMAN,
  JSON;

  /** Reads {@code --output-format}; anything else is wrong usage. */
  public static OutputFormat parse(String text) {
    return switch (text) {
      case "human" -> HUMAN;
      case "json" -> JSON;
      default -> throw new TypeConversionException("'" + text + "' is neither human nor json");
    };
  }

  @Override
  public String toString() {
    return this == HUMAN ? "human" : "json";
  }
}
