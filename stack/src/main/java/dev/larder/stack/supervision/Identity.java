package dev.larder.stack.supervision;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * One process and no other: a pid may be used again, a pid with its start time is not.
 *
 * @param pid the process id
 * @param start the boot's id and the clock ticks from boot to the start of the process
 */
public record Identity(long pid, String start) {
  private static final Path PROC = Path.of("/proc");
  private static final int START_TIME_AFTER_NAME = 19;
  private static final int STATE_AFTER_NAME = 0;

  /** The process that has this pid now; empty if there is none, or only its remains. */
  public static Optional<Identity> of(long pid) {
    try {
      // The name, in brackets, may itself hold blanks and brackets.
      String stat =
          Files.readString(PROC.resolve(pid + "/stat"), StandardCharsets.ISO_8859_1).strip();
      String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
      if (fields[STATE_AFTER_NAME].equals("Z") || fields[STATE_AFTER_NAME].equals("X")) {
        return Optional.empty();
      }
      String boot = Files.readString(PROC.resolve("sys/kernel/random/boot_id")).strip();
      return Optional.of(new Identity(pid, boot + "/" + fields[START_TIME_AFTER_NAME]));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** Whether this very process still runs. */
  public boolean alive() {
    return of(pid).equals(Optional.of(this));
  }
}
