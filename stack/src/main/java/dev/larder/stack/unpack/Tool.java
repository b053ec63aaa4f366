package dev.larder.stack.unpack;

import dev.larder.stack.Refusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Runs a program that does one thing and ends, as a part is prepared. */
public final class Tool {
  private static final Duration LONGEST = Duration.ofMinutes(5);

  private Tool() {}

  /**
   * Runs it to its end.
   *
   * @param log where its output goes
   * @param input what it reads
   * @throws Refusal if it fails, naming the log
   */
  public static void run(
      String what, List<String> command, Map<String, String> environment, Path log, Path input)
      throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectInput(input.toFile())
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    builder.environment().putAll(environment);
    Process process = builder.start();
    Thread end = new Thread(process::destroyForcibly);
    try {
      Runtime.getRuntime().addShutdownHook(end);
    } catch (IllegalStateException e) {
      process.destroyForcibly();
    }
    try {
      if (!process.waitFor(LONGEST.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new Refusal("%s took too long; its log: %s".formatted(what, log));
      }
    } finally {
      process.destroyForcibly();
      removeHook(end);
    }
    if (process.exitValue() != 0) {
      throw new Refusal("%s failed (%s); its log: %s".formatted(what, lastLine(log), log));
    }
  }

  private static void removeHook(Thread hook) {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The stack is ending; the hook has run or will.
    }
  }

  private static String lastLine(Path log) throws IOException {
    List<String> lines = Files.readAllLines(log).stream().filter(line -> !line.isBlank()).toList();
    return lines.isEmpty() ? "it said nothing" : lines.getLast().strip();
  }
}
