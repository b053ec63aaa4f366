package dev.larder.e2e.mirror;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.larder.e2e.client.Finished;
import dev.larder.e2e.client.NewFolder;
import dev.larder.e2e.client.Program;
import dev.larder.e2e.client.Venv;
import dev.larder.e2e.server.Fixture;
import dev.larder.e2e.server.SharedFixture;
import dev.larder.e2e.server.Waiting;
import dev.larder.e2e.wheel.Package;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Installers keep pages, and ask whether these are still the same (RHTTP-6, RHTTP-7). */
@Order(45)
@ExtendWith(SharedFixture.class)
class ClientCachesTest {
  private final Fixture fixture;

  ClientCachesTest(Fixture fixture) {
    this.fixture = fixture;
  }

  @Test
  void uvsCacheIsRevalidatedWith304() {
    fixture.publish(Package.of("kept-by-uv", "1.0"));
    Venv venv = Venv.of("uv-0.13.9");
    Path cache = NewFolder.in(fixture.folder(), "cache");

    assertRevalidates(
        "kept-by-uv",
        () ->
            List.of(
                venv.bin("uv"),
                "pip",
                "install",
                "--no-config",
                "--cache-dir",
                cache.toString(),
                "--python",
                venv.python(),
                "--index-url",
                fixture.larder().indexUrl(),
                "--target",
                NewFolder.in(fixture.folder(), "target").toString(),
                "kept-by-uv"));
  }

  @Test
  void pipsCacheIsRevalidatedWith304() {
    fixture.publish(Package.of("kept-by-pip", "1.0"));
    Path cache = NewFolder.in(fixture.folder(), "cache");

    assertRevalidates(
        "kept-by-pip",
        () ->
            List.of(
                Venv.of("pip-26.3").python(),
                "-m",
                "pip",
                "--isolated",
                "--disable-pip-version-check",
                "install",
                "--cache-dir",
                cache.toString(),
                // pip keeps nothing of a plain http host that it isn't told to trust
                "--trusted-host",
                URI.create(fixture.larder().url()).getAuthority(),
                "--index-url",
                fixture.larder().indexUrl(),
                "--target",
                NewFolder.in(fixture.folder(), "target").toString(),
                "kept-by-pip"));
  }

  private interface Command {
    List<String> line();
  }

  /** The first time the page is sent, later it isn't; the wheel is sent once. */
  private void assertRevalidates(String project, Command command) {
    for (int time = 0; time < 3; time++) {
      Finished finished =
          Program.isolated(NewFolder.in(fixture.folder(), "home"), command.line())
              .with("UV_PYTHON_DOWNLOADS", "never")
              .run();
      assertThat(finished.succeeded()).as("%s", finished).isTrue();
    }
    String page = "/latest/simple/" + project + "/";
    Waiting.until(
        Duration.ofSeconds(10),
        "the third answer is in the log",
        () -> statuses(page::equals).size() >= 3);
    assertThat(statuses(page::equals)).containsExactly(200, 304, 304);
    String wheel = "/" + project.replace('-', '_') + "-1.0-py3-none-any.whl";
    assertThat(statuses(path -> path.endsWith(wheel))).containsExactly(200);
  }

  /** What the gateway answered to GETs of such paths, in order. */
  private List<Integer> statuses(Predicate<String> path) {
    ObjectMapper json = new ObjectMapper();
    try (Stream<String> lines = Files.lines(fixture.larder().log("gateway"))) {
      return lines
          .map(line -> parse(json, line))
          .filter(line -> line.path("method").asText().equals("GET"))
          .filter(line -> path.test(line.path("path").asText()))
          .map(line -> line.path("status").asInt())
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static JsonNode parse(ObjectMapper json, String line) {
    try {
      return json.readTree(line);
    } catch (IOException notALineOfTheLog) {
      return json.createObjectNode();
    }
  }
}
