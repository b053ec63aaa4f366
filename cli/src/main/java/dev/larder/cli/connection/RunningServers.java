package dev.larder.cli.connection;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine.TypeConversionException;

/** The servers that {@code larder up} runs on this machine for this user, as it has left word. */
public final class RunningServers {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final AddressOption USUAL = AddressOption.parse("http://localhost:4242");

  private final Path connections;

  public RunningServers(Environment environment) {
    this.connections = environment.configurationFolder().resolve("connections");
  }

  /**
   * Which one is meant where no address is given: the only one, else the one of the usual address.
   *
   * @throws StoppedException if it could be any of several
   */
  public AddressOption usual() {
    Map<String, AddressOption> running = byFolder();
    if (running.isEmpty() || running.values().stream().anyMatch(RunningServers::isUsual)) {
      return running.values().stream().filter(RunningServers::isUsual).findFirst().orElse(USUAL);
    }
    if (running.size() > 1) {
      throw new StoppedException(
          2,
          "several servers run on this machine; choose one with --address: %s"
              .formatted(
                  running.values().stream()
                      .map(AddressOption::text)
                      .collect(Collectors.joining(", "))));
    }
    return running.values().iterator().next();
  }

  /** The address of the one that runs on a data folder. */
  public static Optional<AddressOption> on(Path data) {
    return read(data.resolve("run").resolve("stack"))
        .filter(RunningServers::runs)
        .flatMap(RunningServers::address);
  }

  private static boolean runs(JsonNode mark) {
    String start = mark.path("start").asText();
    return ProcessStart.of(mark.path("pid").asLong()).filter(start::equals).isPresent();
  }

  private static Optional<AddressOption> address(JsonNode mark) {
    try {
      return Optional.of(AddressOption.parse(mark.path("address").asText()));
    } catch (TypeConversionException half) {
      return Optional.empty();
    }
  }

  /** One address a server: of this machine, but where that speaks TLS and there is a public one. */
  private Map<String, AddressOption> byFolder() {
    Map<String, AddressOption> byFolder = new LinkedHashMap<>();
    if (!Files.isDirectory(connections)) {
      return byFolder;
    }
    try (DirectoryStream<Path> files = Files.newDirectoryStream(connections, "*.json")) {
      for (Path file : files) {
        Optional<JsonNode> connection = read(file);
        String data = connection.map(json -> json.path("data").asText()).orElse("");
        if (data.startsWith("/") && on(Path.of(data)).isPresent()) {
          connection
              .flatMap(RunningServers::address)
              .ifPresent(address -> byFolder.merge(data, address, RunningServers::better));
        }
      }
    } catch (IOException e) {
      // what can't be read names no server
    }
    return byFolder;
  }

  private static AddressOption better(AddressOption one, AddressOption other) {
    boolean first = one.host().equals("localhost") != one.isEncrypted();
    return first ? one : other;
  }

  /** Whether an address is the one that is meant where no server is known to run. */
  public static boolean isUsual(AddressOption address) {
    return address.host().equals(USUAL.host()) && address.port() == USUAL.port();
  }

  private static Optional<JsonNode> read(Path file) {
    try {
      return Files.isReadable(file) ? Optional.of(JSON.readTree(file.toFile())) : Optional.empty();
    } catch (IOException half) {
      // `up` may be writing it this moment
      return Optional.empty();
    }
  }
}
