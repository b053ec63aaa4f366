package dev.larder.stack.console;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.regex.Pattern;

/** What the stack says: to the terminal, and with the time to its log. */
public final class Console {
  private static final Pattern STAMP = Pattern.compile("^\\d{4}-\\d\\d-\\d\\dT[0-9:.]+Z ");

  private final PrintStream out;
  private final Optional<Path> log;
  private final boolean stamped;
  private final Clock clock;

  /**
   * For a terminal.
   *
   * @param terminal for messages and progress
   * @param log the log file, made when the first line comes
   */
  public Console(PrintStream terminal, Optional<Path> log, Clock clock) {
    this.out = terminal;
    this.log = log;
    this.stamped = false;
    this.clock = clock;
  }

  /** For the background, where the only reader is the log. */
  public Console(PrintStream log, Clock clock) {
    this.out = log;
    this.log = Optional.empty();
    this.stamped = true;
    this.clock = clock;
  }

  /** One line; a log that can't be written to doesn't keep it from the terminal. */
  public synchronized void say(String line) {
    String stampedLine = clock.instant().truncatedTo(ChronoUnit.MILLIS) + " " + line;
    out.println(stamped ? stampedLine : line);
    log.ifPresent(file -> append(file, stampedLine));
  }

  /** A line of the log without its time. */
  public static String withoutStamp(String line) {
    return STAMP.matcher(line).replaceFirst("");
  }

  private void append(Path file, String line) {
    try {
      Files.writeString(file, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException e) {
      out.println("stack.log can't be written: " + e.getMessage());
    }
  }
}
