package dev.larder.stack.rehearsal;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * Starts a service beside the real one, connected to nothing, and ends it when it answers; Java
 * then writes down what it has loaded. At the lowest priority, and bounded in time, whoever dies.
 */
public final class Rehearsal {
  private static final Duration LONGEST = Duration.ofMinutes(5);
  private static final Duration POLL = Duration.ofMillis(200);

  private final AotCaches caches;
  private final Path log;
  private volatile boolean cancelled;
  private volatile Process running;

  /**
   * @param log where the rehearsed services' output goes
   */
  public Rehearsal(AotCaches caches, Path log) {
    this.caches = caches;
    this.log = log;
  }

  /**
   * A service to be rehearsed.
   *
   * @param java the program and flags that it will be started with
   * @param environment with addresses at which nothing listens
   * @param answers whether it has come as far as answering
   */
  public record Piece(
      Path jar,
      Callable<List<String>> java,
      Callable<Map<String, String>> environment,
      BooleanSupplier answers) {}

  /** Rehearses what was not, one after the other; a piece that fails is left as it is. */
  public void run(List<Piece> pieces) {
    for (Piece piece : pieces) {
      try {
        if (!cancelled && caches.find(piece.jar()).isEmpty()) {
          rehearse(piece);
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      } catch (Exception e) {
        // It starts as it always did; the next start tries again.
      }
    }
  }

  /** Ends what is rehearsed now, and begins nothing more. */
  public void cancel() {
    cancelled = true;
    Process process = running;
    if (process != null) {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }

  private void rehearse(Piece piece) throws Exception {
    Path draft = caches.draft(piece.jar());
    List<String> command = new ArrayList<>(List.of("setsid", "timeout"));
    command.addAll(List.of("--signal=KILL", "" + LONGEST.toSeconds(), "nice", "-n", "19"));
    command.addAll(piece.java().call());
    command.addAll(List.of("-XX:AOTCacheOutput=" + draft, "-jar", piece.jar().toString()));
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
            .redirectOutput(log.toFile());
    builder.environment().putAll(piece.environment().call());
    Process process = builder.start();
    running = process;
    try {
      long deadline = System.nanoTime() + LONGEST.toNanos();
      boolean answered = false;
      while (!cancelled && process.isAlive() && System.nanoTime() < deadline) {
        if (piece.answers().getAsBoolean()) {
          answered = true;
          process.children().forEach(ProcessHandle::destroy);
          process.waitFor(LONGEST.toMillis(), TimeUnit.MILLISECONDS);
          break;
        }
        Thread.sleep(POLL);
      }
      if (answered && !cancelled && Files.isRegularFile(draft)) {
        caches.keep(piece.jar(), draft);
      }
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
      running = null;
      Files.deleteIfExists(draft);
      Files.deleteIfExists(draft.resolveSibling(draft.getFileName() + ".config"));
    }
  }
}
