package dev.larder.stack.unpack;

import dev.larder.stack.console.Refusal;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Runs a program that does one thing and ends, as a part is prepared. */
public final class Tool {
  private static final Duration LONGEST = Duration.ofMinutes(5);

  /** Bytes of a log in which its last line is looked for. */
  private static final int LONGEST_END = 16 << 10;

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
    byte[] end;
    try (SeekableByteChannel file = Files.newByteChannel(log)) {
      file.position(Math.max(0, file.size() - LONGEST_END));
      end = Channels.newInputStream(file).readNBytes(LONGEST_END);
    }
    return new String(end, StandardCharsets.UTF_8)
        .lines()
        .filter(line -> !line.isBlank())
        .reduce((_, later) -> later)
        .map(String::strip)
        .orElse("it said nothing");
  }
}
