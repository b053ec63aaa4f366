package dev.larder.cli.connection;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** When a process started: its id may be used again, its id with its start is not. */
final class ProcessStart {
  private static final Path PROC = Path.of("/proc");
  private static final int START_TIME_AFTER_NAME = 19;
  private static final int STATE_AFTER_NAME = 0;

  private ProcessStart() {}

  /**
   * As {@code larder up} notes it: the boot's id and the clock ticks from boot to the start; empty
   * if there is no such process, or only its remains.
   */
  static Optional<String> of(long pid) {
    try {
      // The name, in brackets, may itself hold blanks and brackets.
      String stat =
          Files.readString(PROC.resolve(pid + "/stat"), StandardCharsets.ISO_8859_1).strip();
      String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
      if (fields[STATE_AFTER_NAME].equals("Z") || fields[STATE_AFTER_NAME].equals("X")) {
        return Optional.empty();
      }
      String boot = Files.readString(PROC.resolve("sys/kernel/random/boot_id")).strip();
      return Optional.of(boot + "/" + fields[START_TIME_AFTER_NAME]);
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
