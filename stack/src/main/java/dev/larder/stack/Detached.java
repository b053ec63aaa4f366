package dev.larder.stack;

import dev.larder.stack.console.Console;
import dev.larder.stack.folder.DataFolder;
import dev.larder.stack.supervision.RunFiles;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Runs `up` in the background and waits until it is ready. */
final class Detached {
  private static final long POLL_MILLIS = 50;

  private final DataFolder data;
  private final PrintStream messages;
  private final PrintStream result;

  Detached(DataFolder data, PrintStream messages, PrintStream result) {
    this.data = data;
    this.messages = messages;
    this.result = result;
  }

  /** The line that says where it is and what to do next. */
  static String readyLine(String url) {
    return "Larder is ready at %s — try: pip install --index-url %s/latest/simple/ requests"
        .formatted(url, url);
  }

  /**
   * Returns 0 when it is ready, or what it exited with, its reason told.
   *
   * @param environment what it gets beside the user's environment
   */
  int start(List<String> arguments, Map<String, String> environment)
      throws IOException, InterruptedException {
    Path log = data.log("stack");
    LogTail tail = LogTail.fromEnd(log);
    Process process = background(arguments, environment, log);
    Thread interrupted = new Thread(process::destroy);
    Runtime.getRuntime().addShutdownHook(interrupted);
    RunFiles run = new RunFiles(data.run());
    while (true) {
      boolean alive = process.isAlive();
      Optional<RunFiles.StackMark> ready =
          run.stack().filter(mark -> mark.ready() && mark.pid() == process.pid());
      for (String line : tail.lines()) {
        String plain = Console.withoutStamp(line);
        if (!plain.startsWith("Larder is ready at ")) {
          messages.println(plain);
        }
      }
      if (alive && ready.isPresent()) {
        Runtime.getRuntime().removeShutdownHook(interrupted);
        result.println(readyLine(ready.get().address()));
        return 0;
      }
      if (!alive) {
        return process.exitValue() == 0 ? 1 : process.exitValue();
      }
      Thread.sleep(POLL_MILLIS);
    }
  }

  private Process background(List<String> arguments, Map<String, String> environment, Path log)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add("setsid");
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Stack.class.getName()));
    command.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().putAll(environment);
    return builder
        .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
        .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
        .redirectErrorStream(true)
        .start();
  }
}
