package dev.larder.e2e.client;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A program to run with an environment of its own: nothing of the machine's settings for clients.
 */
public final class Program {
  private final List<String> command;
  private final Map<String, String> environment;
  private Path folder;
  private Duration limit = Duration.ofMinutes(2);

  private Program(List<String> command, Map<String, String> environment, Path folder) {
    this.command = command;
    this.environment = environment;
    this.folder = folder;
  }

  /**
   * In a home of its own, with {@code PATH} and {@code LANG} and nothing else of the environment.
   */
  public static Program isolated(Path home, List<String> command) {
    Map<String, String> environment = new HashMap<>();
    environment.put("PATH", System.getenv().getOrDefault("PATH", "/usr/bin:/bin"));
    environment.put("LANG", "C.UTF-8");
    environment.put("HOME", home.toString());
    environment.put("PIP_CONFIG_FILE", "/dev/null");
    // programs that draw for a terminal break their lines there
    environment.put("COLUMNS", "500");
    return new Program(command, environment, home);
  }

  /** With the environment of these tests, as a developer's own shell has it. */
  public static Program asOnThisMachine(List<String> command) {
    return new Program(command, new HashMap<>(System.getenv()), Path.of("").toAbsolutePath());
  }

  public Program with(String variable, String value) {
    environment.put(variable, value);
    return this;
  }

  public Program with(Map<String, String> variables) {
    environment.putAll(variables);
    return this;
  }

  public Program in(Path where) {
    folder = where;
    return this;
  }

  public Program within(Duration time) {
    limit = time;
    return this;
  }

  /** Runs it to its end; one that takes too long is ended, and that is an error. */
  public Finished run() {
    try {
      Path out = Files.createTempFile("larder-e2e", ".out");
      Path err = Files.createTempFile("larder-e2e", ".err");
      try {
        return run(out, err);
      } finally {
        Files.delete(out);
        Files.delete(err);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while running " + command, e);
    }
  }

  /** Begins it; what it writes is lost. */
  public Process begin() {
    return begin(ProcessBuilder.Redirect.DISCARD);
  }

  /** Begins it; what it writes, messages too, goes into a file. */
  public Process begin(Path written) {
    return begin(ProcessBuilder.Redirect.to(written.toFile()));
  }

  private Process begin(ProcessBuilder.Redirect written) {
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectInput(Path.of("/dev/null").toFile())
            .redirectOutput(written)
            .redirectErrorStream(true);
    builder.environment().clear();
    builder.environment().putAll(environment);
    try {
      return builder.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  // into files: what a program leaves running in the background may hold a pipe open for ever
  private Finished run(Path out, Path err) throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectInput(Path.of("/dev/null").toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile());
    builder.environment().clear();
    builder.environment().putAll(environment);
    Process process = builder.start();
    boolean ended = false;
    try {
      ended = process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
    } finally {
      if (!ended) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
      }
    }
    if (!ended) {
      throw new AssertionError(
          "not done after %s: %s%n%s%s".formatted(limit, command, text(out), text(err)));
    }
    return new Finished(process.exitValue(), text(out), text(err));
  }

  private static String text(Path file) throws IOException {
    return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
  }
}
