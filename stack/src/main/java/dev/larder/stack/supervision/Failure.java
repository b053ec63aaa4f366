package dev.larder.stack.supervision;

import dev.larder.stack.console.Refusal;
import dev.larder.stack.part.Part;
import java.io.FileNotFoundException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.util.Set;

/**
 * Why a part ended, or couldn't be started.
 *
 * @param reason its kind
 * @param words what follows the part's name: {@code was killed (signal 9)}
 */
public record Failure(Reason reason, String words) {
  private static final int SIGNALLED = 128;
  private static final int KILL = 9;

  /** Illegal instruction, trap, abort, bus error, arithmetic, segmentation fault (POSIX). */
  private static final Set<Integer> OWN_FAULT = Set.of(4, 5, 6, 7, 8, 11);

  /** What an operator would do about it differs by these. */
  public enum Reason {
    OUT_OF_MEMORY("out-of-memory"),
    KILLED("killed"),
    CRASHED("crashed"),
    ENDED("ended"),
    DISK_FULL("disk-full"),
    NOT_STARTED("not-started");

    private final String word;

    Reason(String word) {
      this.word = word;
    }

    /** As the status has it. */
    public String word() {
      return word;
    }
  }

  /**
   * How a process ended by itself.
   *
   * @param code as Java tells it: 128 and the number of the signal that ended it, if one did
   */
  static Failure ofEnd(Part part, int code, Disk disk) {
    if (part.isOutOfMemory(code)) {
      return new Failure(Reason.OUT_OF_MEMORY, "ran out of memory");
    }
    int signal = code - SIGNALLED;
    if (signal == KILL) {
      return new Failure(Reason.KILLED, "was killed (signal 9)");
    }
    if (disk.isFull()) {
      return new Failure(Reason.DISK_FULL, "ended (code %d): %s".formatted(code, disk.words()));
    }
    if (OWN_FAULT.contains(signal)) {
      return new Failure(Reason.CRASHED, "crashed (signal %d)".formatted(signal));
    }
    return signal > 0
        ? new Failure(Reason.KILLED, "was ended (signal %d)".formatted(signal))
        : new Failure(Reason.ENDED, "ended (code %d)".formatted(code));
  }

  /** What kept a part from being started. */
  static Failure ofStart(Throwable cause, Disk disk) {
    if (disk.isFull() || Disk.saysFull(cause)) {
      return new Failure(Reason.DISK_FULL, "can't be started: " + disk.words());
    }
    return new Failure(Reason.NOT_STARTED, "can't be started: " + inWords(cause));
  }

  private static String inWords(Throwable failure) {
    Throwable cause = failure;
    while (cause.getCause() != null && !(cause instanceof Refusal)) {
      cause = cause.getCause();
    }
    return switch (cause) {
      case Refusal refusal -> refusal.getMessage();
      case AccessDeniedException e -> e.getFile() + " may not be read or written";
      case FileSystemException e when e.getReason() != null -> e.getFile() + ": " + e.getReason();
      case FileSystemException e ->
          "%s (%s)".formatted(e.getFile(), e.getClass().getSimpleName().replace("Exception", ""));
      case FileNotFoundException e -> e.getMessage() + " is missing";
      default -> cause.getMessage() == null ? cause.toString() : cause.getMessage();
    };
  }
}
