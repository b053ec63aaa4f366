package dev.larder.cli.output;

import java.io.Console;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** Whether a person sits there, what they answer, and how much fits on a line. */
public interface Terminal {

  /** What a person answers, empty where none is there to be asked. */
  Optional<String> ask(String question);

  /** Columns; empty where results go into a file or a pipe, which take any width. */
  OptionalInt width();

  /** Columns for progress, which goes where messages do; empty where that is no terminal. */
  OptionalInt progressWidth();

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

      @Override
      public OptionalInt progressWidth() {
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
        return console().isEmpty() ? OptionalInt.empty() : columns();
      }

      @Override
      public OptionalInt progressWidth() {
        boolean redraws = !environment.getOrDefault("TERM", "").equals("dumb");
        return redraws && takesMessages() ? columns() : OptionalInt.empty();
      }

      private OptionalInt columns() {
        String columns = environment.getOrDefault("COLUMNS", "");
        return columns.matches("[1-9][0-9]{0,4}")
            ? OptionalInt.of(Integer.parseInt(columns))
            : ofStty();
      }
    };
  }

  /** Java tells of stdin and stdout alone whether they are a terminal. */
  private static boolean takesMessages() {
    try {
      return Files.readSymbolicLink(Path.of("/proc/self/fd/2"))
          .toString()
          .matches("/dev/(pts/[0-9]+|tty.*|console)");
    } catch (IOException | UnsupportedOperationException e) {
      return console().isPresent();
    }
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
