package dev.larder.e2e.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.larder.e2e.Checkout;
import dev.larder.e2e.client.Finished;
import dev.larder.e2e.client.Program;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What {@code ./larder up} starts, with a data folder of its own, and the command that drives it.
 */
public final class LarderServer implements Deployment {
  private static final Duration START = Duration.ofMinutes(5);
  private static final Pattern TOKEN =
      Pattern.compile("eyJ[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+");
  private final Set<String> tokens = ConcurrentHashMap.newKeySet();
  private final Path folder;
  private final Map<String, String> settings;
  private int port;

  private LarderServer(Path folder, int port, Map<String, String> settings) {
    this.folder = folder;
    this.port = port;
    this.settings = settings;
  }

  /** Starts a stack whose folders lie in {@code folder}; returns when it is ready. */
  public static LarderServer start(Path folder, String upstream, Map<String, String> settings) {
    var server = new LarderServer(folder, Ports.free(), settings);
    Runtime.getRuntime().addShutdownHook(new Thread(server::close));
    server.upWith("--upstream", upstream);
    return server;
  }

  @Override
  public String url() {
    return "http://localhost:" + port;
  }

  @Override
  public void down() {
    Finished finished = stack("down", "--data", data().toString());
    if (!finished.succeeded()) {
      throw new AssertionError("down: " + finished);
    }
  }

  @Override
  public void up() {
    upWith();
  }

  /** Starts it again on another port, with what its data folder holds. */
  public void upOnAnotherPort() {
    port = Ports.free();
    up();
  }

  @Override
  public Finished larder(String... args) {
    Finished finished = command(args).run();
    TOKEN.matcher(finished.out()).results().map(MatchResult::group).forEach(tokens::add);
    return finished;
  }

  /** Every token that a command has given. */
  public Set<String> tokens() {
    return Set.copyOf(tokens);
  }

  /** Begins the {@code larder} command and leaves it running. */
  public Process begun(String... args) {
    return command(args).begin();
  }

  /** The {@code larder} command of a user who knows this server by its address alone. */
  public Program larderOf(Path home, String... args) {
    return Program.isolated(home, Command.of(args))
        .with("XDG_CONFIG_HOME", home.resolve(".config").toString())
        .with("LARDER_ADDRESS", url());
  }

  private Program command(String... args) {
    return program(Command.of(args)).with("LARDER_ADDRESS", url());
  }

  @Override
  public String adminToken() {
    Path file = folder.resolve("config/larder/connections").resolve("localhost_" + port + ".json");
    try {
      return new ObjectMapper().readTree(file.toFile()).path("token").asText();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public Map<String, Part> parts() {
    Map<String, Part> parts = new TreeMap<>();
    try (Stream<Path> files = Files.list(data().resolve("run"))) {
      for (Path file : files.filter(path -> path.toString().endsWith(".json")).toList()) {
        String name = file.getFileName().toString().replace(".json", "");
        JsonNode run = new ObjectMapper().readTree(file.toFile());
        parts.put(name, new Part(name, run.path("pid").asLong()));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return parts;
  }

  public Path data() {
    return folder.resolve("data");
  }

  /** The log file of a part. */
  public Path log(String part) {
    return data().resolve("logs").resolve(part + ".log");
  }

  @Override
  public void close() {
    if (Files.exists(data().resolve("run"))) {
      stack("down", "--data", data().toString());
    }
  }

  private void upWith(String... more) {
    List<String> args =
        new ArrayList<>(
            List.of("up", "--data", data().toString(), "--port", "" + port, "--detach"));
    args.addAll(List.of(more));
    Finished finished = stack(args.toArray(String[]::new));
    if (!finished.succeeded()) {
      throw new AssertionError("up: " + finished);
    }
  }

  private Finished stack(String... args) {
    List<String> command = new ArrayList<>(List.of(Checkout.java(), "-jar"));
    command.add(Checkout.app("stack").toString());
    command.addAll(List.of(args));
    return program(command)
        .with("XDG_CACHE_HOME", Checkout.serverCache().toString())
        .within(START)
        .run();
  }

  private Program program(List<String> command) {
    return Program.isolated(folder, command)
        .with("JAVA_HOME", System.getProperty("java.home"))
        .with("XDG_CONFIG_HOME", folder.resolve("config").toString())
        .with(settings);
  }
}
