package dev.larder.stack.supervision;

import dev.larder.stack.part.Part;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Ends processes: asks first, and insists when the part's patience is over. */
public final class Ending {
  private static final Duration POLL = Duration.ofMillis(20);

  private Ending() {}

  /** Returns when the process is gone. */
  public static void end(Part part, Identity identity) {
    end(identity, part.stopSignal(), part.patience());
  }

  /**
   * Returns when the process is gone.
   *
   * @param signal what asks it to end: {@code TERM}, {@code INT} or {@code QUIT}
   * @param patience how long it may take before it is killed
   */
  public static void end(Identity identity, String signal, Duration patience) {
    if (!identity.alive()) {
      return;
    }
    signal(identity, signal);
    if (!gone(identity, patience)) {
      signal(identity, "KILL");
      gone(identity, patience);
    }
  }

  /** Waits for the end of a process; false if it still runs after that time. */
  public static boolean gone(Identity identity, Duration within) {
    long deadline = System.nanoTime() + within.toNanos();
    while (identity.alive()) {
      if (System.nanoTime() > deadline) {
        return false;
      }
      Pause.of(POLL);
    }
    return true;
  }

  /** Sends a signal, if this very process still runs. */
  public static void signal(Identity identity, String signal) {
    if (!identity.alive()) {
      return;
    }
    try {
      Process kill =
          new ProcessBuilder("sh", "-c", "kill -s \"$0\" \"$1\"", signal, "" + identity.pid())
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      if (!kill.waitFor(5, TimeUnit.SECONDS)) {
        kill.destroyForcibly();
      }
    } catch (IOException e) {
      ProcessHandle.of(identity.pid()).ifPresent(ProcessHandle::destroy);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
