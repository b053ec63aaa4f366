package dev.larder.stack;

import dev.larder.stack.console.Refusal;
import dev.larder.stack.folder.Address;
import dev.larder.stack.folder.ConnectionFile;
import dev.larder.stack.folder.DataFolder;
import dev.larder.stack.supervision.RunFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which Larder of this machine is meant, by its folder or by its address. */
public final class ServerOption {
  @Mixin private DataOption data;

  @Option(
      names = {"-a", "--address"},
      paramLabel = "URL",
      description = "The one that answers there, instead of --data.")
  private String address;

  @Option(
      names = "--port",
      paramLabel = "N",
      description = "Short for --address http://localhost:N.")
  private Integer port;

  /**
   * The data folder of the one that is named; where none is, of the one that runs on the usual
   * folder, else of the only other one that this user runs.
   *
   * @throws Refusal if none is known at that address, or if it could be any of several
   */
  Path folder(Map<String, String> environment) throws IOException {
    ConnectionFile connections = ConnectionFile.ofUser(environment);
    if (address != null || port != null) {
      return at(connections);
    }
    Path usual = DataFolder.usual(environment);
    if (data.given().isPresent() || runs(usual)) {
      return data.given().isPresent() ? data.folder() : usual;
    }
    List<Path> others =
        connections.folders().stream().filter(ServerOption::runs).distinct().toList();
    if (others.size() > 1) {
      throw new Refusal(
          "several Larders run on this machine; choose one with --data: %s"
              .formatted(
                  others.stream().map(ServerOption::described).collect(Collectors.joining(", "))));
    }
    return others.isEmpty() ? usual : others.getFirst();
  }

  private Path at(ConnectionFile connections) throws IOException {
    if (Stream.of(data.given().isPresent(), address != null, port != null)
            .filter(given -> given)
            .count()
        > 1) {
      throw new Refusal("give one of --address, --port and --data");
    }
    Address asked = address == null ? new Address("localhost", port) : Address.parse(address);
    Address known = Address.listening(asked.host(), asked.port());
    return connections
        .data(known)
        .orElseThrow(
            () ->
                new Refusal(
                    "this user started no Larder at %s; name its folder with --data"
                        .formatted(known.url("http"))));
  }

  /** Also where only parts are left of one that was killed. */
  private static boolean runs(Path folder) {
    RunFiles run = new RunFiles(folder.resolve("run"));
    return run.stack().filter(mark -> mark.identity().alive()).isPresent()
        || run.parts().values().stream().anyMatch(mark -> mark.identity().alive());
  }

  private static String described(Path folder) {
    return new RunFiles(folder.resolve("run"))
        .stack()
        .map(mark -> "%s (%s)".formatted(folder, mark.address()))
        .orElse(folder.toString());
  }
}
