package dev.larder.cli.output;

import java.io.Console;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** Whether a person sits there, what they answer, and how much fits on a line. */
public interface Terminal {

  /** What a person answers, empty where none is there to be asked. */
  Optional<String> ask(String question);

  /** Columns; empty where results go into a file or a pipe, which take any width. */
  OptionalInt width();

  /** Nobody is there. */
  static Terminal none() {
    return new Terminal() {
      @Override
      public Optional<String> ask(String question) {
        return Optional.empty();
      }

      @Override
      public OptionalInt width() {
        return OptionalInt.empty();
      }
    };
  }

  /** The one of this process, if it has one. */
  static Terminal ofThisProcess(Map<String, String> environment) {
    return new Terminal() {
      @Override
      public Optional<String> ask(String question) {
        return console().map(console -> console.readLine("%s", question)).map(String::strip);
      }

      @Override
      public OptionalInt width() {
        if (console().isEmpty()) {
          return OptionalInt.empty();
        }
        String columns = environment.getOrDefault("COLUMNS", "");
        return columns.matches("[1-9][0-9]{0,4}")
            ? OptionalInt.of(Integer.parseInt(columns))
            : ofStty();
      }
    };
  }

  private static Optional<Console> console() {
    return Optional.ofNullable(System.console()).filter(Console::isTerminal);
  }

  /** {@code stty size} prints rows and columns of the terminal that it reads. */
  private static OptionalInt ofStty() {
    try {
      Process stty =
          new ProcessBuilder("stty", "size")
              .redirectInput(new File("/dev/tty"))
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      String[] size =
          new String(stty.getInputStream().readAllBytes(), StandardCharsets.US_ASCII)
              .strip()
              .split(" ");
      int columns = size.length == 2 ? Integer.parseInt(size[1]) : 0;
      return columns > 0 ? OptionalInt.of(columns) : OptionalInt.empty();
    } catch (IOException | NumberFormatException e) {
      return OptionalInt.empty();
    }
  }
}
