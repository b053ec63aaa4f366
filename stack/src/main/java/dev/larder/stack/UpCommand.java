package dev.larder.stack;

import dev.larder.stack.configuration.Configuration;
import dev.larder.stack.configuration.Key;
import dev.larder.stack.console.Console;
import dev.larder.stack.console.Refusal;
import dev.larder.stack.folder.Address;
import dev.larder.stack.folder.DataFolder;
import dev.larder.stack.part.Installation;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code larder up}. */
@Command(
    name = "up",
    mixinStandardHelpOptions = true,
    description = "Start everything on this machine. Ctrl-C or `larder down` ends it.",
    footer = {
      "",
      "Examples:",
      "  larder up",
      "  larder up --data /srv/larder --host 0.0.0.0 --detach",
      "  larder up --upstream https://index.example/simple/ --upstream ./wheels",
      "  larder up --upstream pip        what pip on this machine is configured with",
      "  larder up --public-url https://packages.example/rspm        behind a proxy"
    })
public final class UpCommand implements Callable<Integer> {
  @Mixin private DataOption data;

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = {
        "The configuration file; flags win over it.",
        "Default: larder.yml in larder of the user's configuration folder, ~/.config."
      })
  private Path config;

  @Option(
      names = "--port",
      paramLabel = "N",
      description = "The one port that is opened (default: 4242). Key server.port.")
  private String port;

  @Option(
      names = "--host",
      paramLabel = "ADDRESS",
      description =
          "The address that it is opened on (default: 127.0.0.1, this machine only). Key server.host.")
  private String host;

  @Option(
      names = {"-a", "--address"},
      paramLabel = "URL",
      description = "Short for --host and --port: http://HOST:PORT.")
  private String address;

  @Option(
      names = "--public-url",
      paramLabel = "URL",
      description = {
        "Where clients find it, as https://host/rspm behind a proxy. Key server.address.",
        "Default: what each request says."
      })
  private String publicUrl;

  @Option(
      names = "--upstream",
      paramLabel = "URL|FOLDER|pip",
      description = {
        "Where public packages come from; may be given more than once.",
        "Counts at the first start only. Default: PyPI; what pip is configured with where PyPI"
            + " can't be reached."
      })
  private List<String> upstreams = List.of();

  @Option(names = "--detach", description = "Run in the background; return when it is ready.")
  private boolean detach;

  @Option(names = "--in-background", hidden = true)
  private boolean inBackground;

  /**
   * How the process in the background is told its upstreams, one a line: a password in a URL must
   * not stand on a command line.
   */
  private static final String UPSTREAMS = "LARDER_UP_UPSTREAMS";

  @Override
  public Integer call() throws Exception {
    List<String> asked =
        inBackground
            ? System.getenv().getOrDefault(UPSTREAMS, "").lines().filter(u -> !u.isBlank()).toList()
            : upstreams;
    Configuration configuration =
        Configuration.read(Optional.ofNullable(config), System.getenv(), flags(asked));
    requireLinux();
    DataFolder folder = DataFolder.open(data.folder());
    if (detach) {
      return new Detached(folder, System.err, System.out)
          .start(arguments(folder), Map.of(UPSTREAMS, String.join("\n", upstreams)));
    }
    Up up = new Up(folder, configuration, Installation.here(), System.getenv());
    Path log = folder.log("stack");
    // In the background standard error is that very log.
    Console console =
        inBackground
            ? new Console(System.err, Clock.systemUTC())
            : new Console(System.err, Optional.of(log), Clock.systemUTC());
    return up.run(console, inBackground ? Optional.empty() : Optional.of(System.out));
  }

  private List<String> arguments(DataFolder folder) {
    List<String> arguments =
        new ArrayList<>(List.of("up", "--in-background", "--data", folder.root().toString()));
    if (config != null) {
      arguments.addAll(List.of("--config", config.toAbsolutePath().toString()));
    }
    flags(List.of())
        .values()
        .forEach(flag -> arguments.addAll(List.of(flag.name(), flag.values().getFirst())));
    return arguments;
  }

  private Map<Key, Configuration.Flag> flags(List<String> asked) {
    Map<Key, Configuration.Flag> flags = new EnumMap<>(Key.class);
    if (address != null) {
      if (host != null || port != null) {
        throw new Refusal("give either --address or --host and --port");
      }
      Address at = Address.parse(address);
      add(flags, Key.SERVER_HOST, "--host", at.host().equals("localhost") ? null : at.host());
      add(flags, Key.SERVER_PORT, "--port", "" + at.port());
    }
    add(flags, Key.SERVER_PORT, "--port", port);
    add(flags, Key.SERVER_HOST, "--host", host);
    add(flags, Key.SERVER_ADDRESS, "--public-url", publicUrl);
    if (!asked.isEmpty()) {
      flags.put(Key.PYPI_UPSTREAMS, new Configuration.Flag("--upstream", asked));
    }
    return flags;
  }

  private static void add(Map<Key, Configuration.Flag> flags, Key key, String name, String value) {
    if (value != null) {
      flags.put(key, new Configuration.Flag(name, List.of(value)));
    }
  }

  private static void requireLinux() {
    String system = System.getProperty("os.name") + " on " + System.getProperty("os.arch");
    if (!system.equals("Linux on amd64")) {
      throw new Refusal(
          "everything on one machine needs Linux on x86-64, this is %s; use Docker Compose instead"
              .formatted(system));
    }
  }
}
