package dev.larder.e2e.server;

import com.fasterxml.jackson.databind.JsonNode;
import dev.larder.e2e.client.Finished;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What {@code docker-compose.yml} starts, of images that are made of this build, and the command
 * that stands in the gateway's image. The daemon is this machine's, so that its processes are seen.
 */
public final class Containers implements Deployment {
  private static final Duration START = Duration.ofMinutes(5);

  /** Parts that the stack calls otherwise than their services are called. */
  private static final Map<String, String> NAMES = Map.of("postgres", "postgresql", "minio", "s3");

  /** Those that do their work once. */
  private static final List<String> ENDING = List.of("secrets", "ready");

  /** What the services would take from the shell that tests run in. */
  private static final List<String> OF_THIS_MACHINE =
      List.of(
          "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "NO_PROXY", "SSL_CERT_FILE", "SSL_CERT_DIR");

  private final String project = "larder" + UUID.randomUUID().toString().substring(0, 8);
  private final int port = Ports.free();
  private final Compose compose;
  private boolean closed;

  private Containers(String upstream, Map<String, String> settings) {
    Map<String, String> environment = new HashMap<>();
    for (String name : OF_THIS_MACHINE) {
      environment.put(name, "");
      environment.put(name.toLowerCase(Locale.ROOT), "");
    }
    environment.put("LARDER_PUBLISH", "127.0.0.1:" + port);
    environment.put("LARDER_UPSTREAMS", upstream);
    environment.putAll(settings);
    compose = Compose.of(project, environment);
  }

  /**
   * Makes the images and starts everything; returns when it is ready.
   *
   * @param settings as {@code .env} has them
   */
  public static Containers start(String upstream, Map<String, String> settings) {
    var containers = new Containers(upstream, settings);
    Runtime.getRuntime().addShutdownHook(new Thread(containers::close));
    try {
      containers.up(true);
    } catch (RuntimeException | AssertionError e) {
      try (containers) {
        throw new AssertionError("up: " + containers.lastWords(), e);
      }
    }
    return containers;
  }

  @Override
  public String url() {
    return "http://localhost:" + port;
  }

  @Override
  public Finished larder(String... args) {
    return Docker.run(
        Stream.concat(Stream.of("exec", id("gateway"), "larder"), Stream.of(args))
            .toArray(String[]::new));
  }

  @Override
  public String adminToken() {
    Finished read = Docker.run("exec", id("gateway"), "cat", "/run/secrets/admin");
    if (!read.succeeded()) {
      throw new AssertionError(read.toString());
    }
    return read.out().strip();
  }

  @Override
  public Map<String, Part> parts() {
    Map<String, Part> parts = new TreeMap<>();
    for (JsonNode container : shown()) {
      String service = service(container);
      long pid = pid(container);
      if (!ENDING.contains(service) && pid > 0) {
        String name = NAMES.getOrDefault(service, service);
        parts.put(name, new Part(name, pid));
      }
    }
    return parts;
  }

  /** The process that is the service; 0 if there is none now. Docker's init has it as a child. */
  private static long pid(JsonNode container) {
    long pid = container.at("/State/Pid").asLong();
    return pid == 0 || !container.at("/HostConfig/Init").asBoolean()
        ? pid
        : ProcessHandle.of(pid)
            .flatMap(init -> init.children().findFirst())
            .map(ProcessHandle::pid)
            .orElse(0L);
  }

  /** What {@code docker inspect} shows of each container, those that have ended too. */
  public JsonNode shown() {
    return Docker.json(inspected());
  }

  /** The same as it is printed. */
  public String inspected() {
    return Docker.inspect(Docker.containers(project));
  }

  /** Of which service an inspected container is. */
  public static String service(JsonNode container) {
    return container.at("/Config/Labels/com.docker.compose.service").asText();
  }

  /** What the containers of a service have said since they were made. */
  public Map<String, String> logs() {
    Map<String, String> logs = new TreeMap<>();
    for (JsonNode container : shown()) {
      logs.put(service(container), Docker.logs(container.path("Id").asText()));
    }
    return logs;
  }

  /** Copies all secrets that the first start made into a folder that isn't there yet. */
  public void copySecrets(Path folder) {
    Docker.copy(id("secrets"), "/secrets/kept", folder);
  }

  @Override
  public void down() {
    compose.down(false);
  }

  @Override
  public void up() {
    up(false);
  }

  private void up(boolean makingImages) {
    compose.up(makingImages);
    Waiting.until(START, "all containers are up", this::isWell);
  }

  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    compose.down(true);
    List<String> remains = Docker.all(project);
    if (!remains.isEmpty()) {
      throw new AssertionError("left behind: " + remains);
    }
  }

  private String id(String service) {
    for (JsonNode container : shown()) {
      if (service(container).equals(service)) {
        return container.path("Id").asText();
      }
    }
    throw new AssertionError("no container of " + service);
  }

  private String lastWords() {
    return Docker.containers(project).isEmpty()
        ? "no container was made"
        : logs().entrySet().stream()
            .map(entry -> entry.getKey() + ": " + last(entry.getValue()))
            .collect(Collectors.joining("\n"));
  }

  private static String last(String log) {
    return log.substring(Math.max(0, log.length() - 1000));
  }
}
