package dev.larder.stack;

import dev.larder.stack.console.Refusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code larder logs}. */
@Command(
    name = "logs",
    mixinStandardHelpOptions = true,
    description = "Show what the parts have logged.",
    footer = {
      "",
      "Examples:",
      "  larder logs gateway",
      "  larder logs -f",
      "  larder logs index --json | jq .request_id"
    })
public final class LogsCommand implements Callable<Integer> {
  private static final long POLL_MILLIS = 200;
  private static final String SUFFIX = ".log";

  @Mixin private ServerOption server;

  @Parameters(
      arity = "0..1",
      paramLabel = "PART",
      description = "stack, postgresql, redis, s3, keycloak, gateway, index, … (default: all)")
  private String part;

  @Option(
      names = {"-f", "--follow"},
      description = "Go on as more is logged.")
  private boolean follow;

  @Option(names = "--json", description = "The lines as they were logged, for programs.")
  private boolean json;

  @Override
  public Integer call() throws IOException, InterruptedException {
    Map<String, LogTail> tails = new LinkedHashMap<>();
    for (Path log : chosen()) {
      String name = name(log);
      Path old = log.resolveSibling(log.getFileName() + ".1");
      if (Files.exists(old)) {
        print(name, LogTail.fromStart(old));
      }
      tails.put(name, LogTail.fromStart(log));
    }
    while (true) {
      for (Map.Entry<String, LogTail> tail : tails.entrySet()) {
        print(tail.getKey(), tail.getValue());
      }
      if (!follow || System.out.checkError()) {
        return 0;
      }
      Thread.sleep(POLL_MILLIS);
    }
  }

  private void print(String name, LogTail tail) throws IOException {
    for (List<String> lines = tail.lines(); !lines.isEmpty(); lines = tail.lines()) {
      for (String line : lines) {
        if (json) {
          System.out.println(line);
        } else {
          LogLine.of(name, line).forEach(System.out::println);
        }
      }
    }
  }

  private List<Path> chosen() throws IOException {
    Path folder = server.folder(System.getenv()).resolve("logs");
    if (!Files.isDirectory(folder)) {
      throw new Refusal("there are no logs in " + folder);
    }
    List<Path> logs;
    try (Stream<Path> files = Files.list(folder)) {
      logs = files.filter(file -> file.toString().endsWith(SUFFIX)).sorted().toList();
    }
    if (part == null) {
      return logs;
    }
    Optional<Path> exact = logs.stream().filter(log -> name(log).equals(part)).findFirst();
    return List.of(
        exact
            .or(() -> logs.stream().filter(log -> name(log).startsWith(part)).findFirst())
            .orElseThrow(
                () ->
                    new Refusal(
                        "no part '%s' has logged; those that have: %s"
                            .formatted(
                                part,
                                logs.stream()
                                    .map(LogsCommand::name)
                                    .collect(Collectors.joining(", "))))));
  }

  private static String name(Path log) {
    String file = log.getFileName().toString();
    return file.substring(0, file.length() - SUFFIX.length());
  }
}
