package dev.larder.e2e.time;

import static org.assertj.core.api.Assertions.assertThat;

import dev.larder.e2e.client.Installation;
import dev.larder.e2e.client.Installer;
import dev.larder.e2e.server.Fixture;
import dev.larder.e2e.server.SharedFixture;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A real project at real dates. */
@Order(60)
@ExtendWith(SharedFixture.class)
class TimeTravelTest {
  private static final Map<String, String> OF_2019 =
      Map.of(
          "certifi", "2018.11.29",
          "chardet", "3.0.4",
          "idna", "2.8",
          "requests", "2.21.0",
          "urllib3", "1.24.1");

  private static boolean published;
  private final Fixture fixture;

  TimeTravelTest(Fixture fixture) {
    this.fixture = fixture;
  }

  @BeforeEach
  void publishOnce() {
    if (!published) {
      RealYears.publish(fixture.upstream());
      published = true;
    }
  }

  @ParameterizedTest
  @EnumSource
  void aDateGivesWhatWasThereThen(Installer installer) {
    assertThat(installed(installer, "/main/2019-03-01/simple")).isEqualTo(OF_2019);
    assertThat(installed(installer, "/main/2021-06-01/simple/"))
        .containsEntry("requests", "2.25.1");
  }

  @ParameterizedTest
  @EnumSource
  void anInstantOfTheDefaultRepositoryGivesTheSame(Installer installer) {
    assertThat(installed(installer, "/2019-03-01T00:00:00Z/simple/")).isEqualTo(OF_2019);
  }

  @ParameterizedTest
  @EnumSource(names = {"UV_0_5", "UV_0_13"})
  void uvsOwnDateOnTheLatestPicksTheSameSet(Installer installer) {
    Installation installation =
        installer.install(
            fixture.folder(),
            fixture.larder().indexUrl(),
            "--exclude-newer",
            "2019-03-01T00:00:00Z",
            "requests");
    assertThat(versions(installation)).isEqualTo(OF_2019);
  }

  private Map<String, String> installed(Installer installer, String index) {
    return versions(
        installer.install(fixture.folder(), fixture.larder().url() + index, "requests"));
  }

  private static Map<String, String> versions(Installation installation) {
    assertThat(installation.succeeded()).as("%s", installation).isTrue();
    Map<String, String> versions = new TreeMap<>();
    try (Stream<Path> files = Files.list(installation.target())) {
      files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".dist-info"))
          .map(name -> name.replace(".dist-info", "").split("-"))
          .forEach(parts -> versions.put(parts[0].toLowerCase(), parts[1]));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return versions;
  }
}
