package dev.larder.stack.upstream;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** The pip of this machine. */
public final class Pip {
  private static final int SECONDS = 30;

  /** Bytes of its answer. */
  private static final int LONGEST = 1 << 20;

  private static final List<List<String>> COMMANDS =
      List.of(
          List.of("pip", "config", "list"),
          List.of("python3", "-m", "pip", "config", "list"),
          List.of("pip3", "config", "list"));

  private Pip() {}

  /** What it is configured with; empty if there is no pip that can tell. */
  public static Optional<PipConfiguration> configuration() {
    return COMMANDS.stream().map(Pip::ask).flatMap(Optional::stream).findFirst();
  }

  private static Optional<PipConfiguration> ask(List<String> command) {
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
              .start();
      Thread.ofVirtual()
          .start(
              () -> {
                try {
                  if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
                    process.destroyForcibly();
                  }
                } catch (InterruptedException e) {
                  Thread.currentThread().interrupt();
                }
              });
      String output =
          new String(process.getInputStream().readNBytes(LONGEST), StandardCharsets.UTF_8);
      process.getInputStream().close();
      return process.waitFor() == 0
          ? Optional.of(PipConfiguration.parse(output))
          : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }
}
