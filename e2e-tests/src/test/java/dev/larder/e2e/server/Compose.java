package dev.larder.e2e.server;

import dev.larder.e2e.Checkout;
import dev.larder.e2e.client.Skip;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.testcontainers.containers.ComposeContainer;
import org.testcontainers.containers.DockerComposeContainer;
import org.testcontainers.lifecycle.Startable;

/**
 * Compose with the files of this checkout, of whichever version this machine has.
 *
 * @param images whether the next start makes images of what has changed
 * @param volumes whether the next stop takes volumes too
 */
record Compose(Startable containers, Consumer<Boolean> images, Consumer<Boolean> volumes) {
  private static final List<File> FILES =
      Stream.of("docker-compose.yml", "compose.built.yml")
          .map(name -> Checkout.root().resolve(name).toFile())
          .toList();

  /**
   * For one project; the test is skipped, saying so, where there is no Compose.
   *
   * @param project what its name begins with
   */
  static Compose of(String project, Map<String, String> environment) {
    String settings = "--env-file " + nothing();
    if (Docker.isThere("docker", "compose", "version")) {
      ComposeContainer second =
          new ComposeContainer(project, FILES)
              .withLocalCompose(true)
              .withPull(false)
              .withOptions(settings)
              .withEnv(environment);
      return new Compose(second, second::withBuild, second::withRemoveVolumes);
    }
    if (Docker.isThere("docker-compose", "version")) {
      DockerComposeContainer<?> first =
          new DockerComposeContainer<>(project, FILES)
              .withLocalCompose(true)
              .withPull(false)
              .withOptions(settings)
              .withEnv(environment)
              .withEnv("DOCKER_BUILDKIT", "1")
              .withEnv("COMPOSE_DOCKER_CLI_BUILD", "1");
      return new Compose(first, first::withBuild, first::withRemoveVolumes);
    }
    return Skip.because("neither docker compose nor docker-compose is installed");
  }

  /** In place of a developer's own {@code .env}. */
  private static Path nothing() {
    try {
      return Files.writeString(Checkout.emptyTarget("compose").resolve("env"), "");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void up(boolean makingImages) {
    images.accept(makingImages);
    containers.start();
  }

  void down(boolean withVolumes) {
    volumes.accept(withVolumes);
    containers.stop();
  }
}
