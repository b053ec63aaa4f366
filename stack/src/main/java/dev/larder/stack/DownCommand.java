package dev.larder.stack;

import dev.larder.stack.console.Console;
import dev.larder.stack.console.Refusal;
import dev.larder.stack.folder.DataFolder;
import dev.larder.stack.folder.InstanceLock;
import dev.larder.stack.supervision.Ending;
import dev.larder.stack.supervision.Leftovers;
import dev.larder.stack.supervision.RunFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code larder down}. */
@Command(
    name = "down",
    mixinStandardHelpOptions = true,
    description = "End a Larder that runs on this machine, in order, and wait until it is gone.",
    footer = {"", "Examples:", "  larder down", "  larder down --port 4300"})
public final class DownCommand implements Callable<Integer> {
  private static final Duration PATIENCE = Duration.ofSeconds(45);

  @Mixin private ServerOption server;

  @Override
  public Integer call() throws IOException {
    Path folder = server.folder(System.getenv());
    Console console = new Console(System.err, Optional.empty(), Clock.systemUTC());
    if (!Files.isDirectory(folder.resolve("run"))) {
      console.say("No Larder runs on " + folder);
      return 0;
    }
    DataFolder open = DataFolder.open(folder);
    RunFiles run = new RunFiles(open.run());
    Optional<RunFiles.StackMark> stack = run.stack().filter(mark -> mark.identity().alive());
    if (stack.isPresent()) {
      Ending.end(stack.get().identity(), "TERM", PATIENCE);
    }
    Optional<InstanceLock> lock = InstanceLock.take(open);
    if (lock.isEmpty()) {
      throw new Refusal("the Larder on %s is just starting; try again".formatted(folder));
    }
    try (InstanceLock held = lock.get()) {
      int left = new Leftovers(run, console).end();
      console.say(
          stack.isPresent() || left > 0
              ? "Larder has ended; its data stays in " + folder
              : "No Larder runs on " + folder);
      return 0;
    }
  }
}
