package dev.larder.e2e.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.larder.e2e.client.Finished;
import dev.larder.e2e.client.Program;
import dev.larder.e2e.client.Skip;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.testcontainers.DockerClientFactory;

/** Docker's own command, as an administrator types it. */
final class Docker {
  private Docker() {}

  /** Skips the test, saying why, where no daemon answers. */
  static void orSkip() {
    if (!DockerClientFactory.instance().isDockerAvailable()) {
      Skip.because("no Docker daemon answers");
    }
    if (!isThere("docker", "version")) {
      Skip.because("the docker command is missing");
    }
  }

  /** Whether this command can be run, and ends well. */
  static boolean isThere(String... command) {
    try {
      return Program.asOnThisMachine(List.of(command)).run().succeeded();
    } catch (UncheckedIOException missing) {
      return false;
    }
  }

  /** The address by which containers, of whatever network, reach this machine. */
  static InetAddress host() {
    try {
      return InetAddress.getByName(
          ask("network", "inspect", "--format={{(index .IPAM.Config 0).Gateway}}", "bridge"));
    } catch (UnknownHostException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The ids of all containers that have this in their names, those that have ended too. */
  static List<String> containers(String project) {
    return lines(ask("ps", "--all", "--quiet", "--no-trunc", "--filter=name=" + project));
  }

  /** The names of containers, networks and volumes that have this in them. */
  static List<String> all(String project) {
    String name = "--filter=name=" + project;
    return Stream.of(
            ask("ps", "--all", "--format={{.Names}}", name),
            ask("network", "ls", "--format={{.Name}}", name),
            ask("volume", "ls", "--format={{.Name}}", name))
        .flatMap(text -> lines(text).stream())
        .toList();
  }

  /** What Docker shows of containers, as it shows it. */
  static String inspect(List<String> ids) {
    return ids.isEmpty()
        ? "[]"
        : ask(Stream.concat(Stream.of("inspect"), ids.stream()).toArray(String[]::new));
  }

  static JsonNode json(String inspected) {
    try {
      return new ObjectMapper().readTree(inspected);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** All that a container has said. */
  static String logs(String id) {
    Finished logs = run("logs", id);
    return logs.out() + logs.err();
  }

  /** Copies a folder out of a container, which may have ended. */
  static void copy(String id, String from, Path to) {
    ask("cp", id + ":" + from, to.toString());
  }

  static Finished run(String... args) {
    List<String> command = new ArrayList<>(List.of("docker"));
    command.addAll(List.of(args));
    return Program.asOnThisMachine(command).within(Duration.ofMinutes(10)).run();
  }

  private static String ask(String... args) {
    Finished finished = run(args);
    if (!finished.succeeded()) {
      throw new AssertionError("docker " + String.join(" ", args) + ": " + finished);
    }
    return finished.out().strip();
  }

  private static List<String> lines(String text) {
    return text.lines().filter(line -> !line.isBlank()).toList();
  }
}
