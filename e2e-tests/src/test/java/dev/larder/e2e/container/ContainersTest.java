package dev.larder.e2e.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.larder.e2e.client.Finished;
import dev.larder.e2e.client.Installation;
import dev.larder.e2e.client.Installer;
import dev.larder.e2e.client.Twine;
import dev.larder.e2e.server.ContainerFixture;
import dev.larder.e2e.server.Containers;
import dev.larder.e2e.server.Http;
import dev.larder.e2e.server.Part;
import dev.larder.e2e.server.SharedContainers;
import dev.larder.e2e.server.Waiting;
import dev.larder.e2e.upload.UploadForm;
import dev.larder.e2e.wheel.Distribution;
import dev.larder.e2e.wheel.Package;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Containers serve as the stack does, heal as it does, and show no more than they must. */
@Order(200)
@Tag("nightly")
@ExtendWith(SharedContainers.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ContainersTest {
  private static final Duration RECOVERY = Duration.ofSeconds(60);
  private final ContainerFixture fixture;

  ContainersTest(ContainerFixture fixture) {
    this.fixture = fixture;
  }

  private Installation install(Package... packages) {
    return Installer.PIP_26.install(
        fixture.folder(),
        fixture.larder().indexUrl(),
        Stream.of(packages).map(Package::name).toArray(String[]::new));
  }

  private void publishBoth(Package publicOne, Package privateOne) {
    fixture.publish(publicOne);
    Finished uploaded =
        Twine.TWINE_7.upload(
            fixture.folder(),
            fixture.larder().uploadUrl(),
            fixture.token(),
            privateOne.wheel(fixture.newFolder()));
    assertThat(uploaded.succeeded()).as("%s", uploaded).isTrue();
  }

  @Test
  @Order(1)
  void publicAndPrivateInstallTogetherFromOneUrl() {
    Package publicOne = Package.of("public-in-containers", "1.0");
    Package privateOne = Package.of("private-in-containers", "1.0").requiring(publicOne.name());
    publishBoth(publicOne, privateOne);

    Installation installed = install(privateOne);

    assertThat(installed.succeeded()).as("%s", installed).isTrue();
    assertThat(List.of(installed.says(publicOne), installed.says(privateOne)))
        .containsExactly(publicOne.says(), privateOne.says());
  }

  /** MinIO's own image knows no other user; it has no capability either. */
  @Test
  @Order(2)
  void noContainerRunsAsRoot() throws IOException {
    for (JsonNode container : fixture.larder().shown()) {
      if (!Containers.service(container).equals("minio")) {
        assertThat(container.at("/Config/User").asText())
            .as(Containers.service(container))
            .isNotIn("", "0", "root", "0:0");
      }
    }
    Map<String, Part> parts = fixture.larder().parts();
    assertThat(parts).hasSize(10);
    parts.remove("s3");
    for (Part part : parts.values()) {
      assertThat(Files.readAllLines(Path.of("/proc/" + part.pid(), "status")))
          .as(part.name())
          .noneMatch(line -> line.matches("Uid:.*\\t0(\\t.*|$)"))
          .anyMatch(line -> line.startsWith("Uid:"));
    }
  }

  @Test
  @Order(3)
  void noSecretIsShownByDockerOrStandsInALog() throws IOException {
    assertThatSecretsAreSecret();
  }

  private void assertThatSecretsAreSecret() throws IOException {
    Path kept = fixture.newFolder().resolve("kept");
    fixture.larder().copySecrets(kept);
    List<String> secrets = new ArrayList<>();
    try (Stream<Path> files = Files.list(kept)) {
      for (Path file : files.toList()) {
        secrets.add(Files.readString(file).strip());
        Files.delete(file);
      }
    }
    assertThat(secrets).hasSize(9).allSatisfy(secret -> assertThat(secret).hasSizeGreaterThan(15));
    secrets.add(fixture.token());
    secrets.add(fixture.larder().adminToken());
    for (String secret : List.copyOf(secrets)) {
      secrets.add(UploadForm.basic(secret).substring("Basic ".length()));
    }

    String inspected = fixture.larder().inspected();
    Map<String, String> logs = fixture.larder().logs();

    assertThat(logs).hasSize(12);
    for (String secret : secrets) {
      assertThat(inspected.contains(secret)).isFalse();
      assertThat(logs.entrySet())
          .filteredOn(log -> log.getValue().contains(secret))
          .map(Map.Entry::getKey)
          .isEmpty();
    }
  }

  @ParameterizedTest
  @Order(4)
  @ValueSource(
      strings = {
        "gateway",
        "index-service",
        "blob-service",
        "upload-service",
        "sync-service",
        "auth-service",
        "postgresql"
      })
  void thatIsKilledComesBackByItself(String name) throws IOException {
    assumeTrue(
        "root".equals(System.getProperty("user.name")),
        "only root may kill what runs in a container");
    Part killed = fixture.larder().parts().get(name);
    Distribution file = Package.of("after-" + name, "1.0").wheel(fixture.newFolder());
    String token = fixture.token();

    killed.kill();
    Duration recovery = fixture.larder().untilHealed(killed, RECOVERY);
    Waiting.until(
        RECOVERY.minus(recovery),
        "an upload is taken and shown",
        () ->
            UploadForm.send(fixture.larder().uploadUrl(), token, file).statusCode() == 200
                && Http.get(fixture.larder().indexUrl() + "after-" + name + "/")
                    .body()
                    .contains(file.sha256()));

    System.out.printf("%s: well %d s after kill -9%n", name, recovery.toSeconds());
  }

  @Test
  @Order(5)
  void noRestartTellsASecretEither() throws IOException {
    assertThatSecretsAreSecret();
  }

  @Test
  @Order(6)
  void everythingIsThereAfterDownAndUp() throws IOException {
    Package publicOne = Package.of("public-before", "1.0");
    Package privateOne = Package.of("private-before", "1.0");
    publishBoth(publicOne, privateOne);
    assertThat(install(publicOne, privateOne).succeeded()).isTrue();
    String revoked = fixture.larder().uploadToken("revoked before the restart");
    fixture.larder().larder("revoke", "token", "--token=" + revoked);

    fixture.larder().down();
    assertThat(fixture.larder().shown()).isEmpty();
    Instant start = Instant.now();
    fixture.larder().up();
    System.out.printf(
        "second start: ready after %d s%n", Duration.between(start, Instant.now()).toSeconds());

    fixture.upstream().stop();
    try {
      Installation installed = install(publicOne, privateOne);
      assertThat(installed.succeeded()).as("%s", installed).isTrue();
      assertThat(List.of(installed.says(publicOne), installed.says(privateOne)))
          .containsExactly(publicOne.says(), privateOne.says());
    } finally {
      fixture.upstream().resume();
    }
    Distribution file = Package.of("private-after", "1.0").wheel(fixture.newFolder());
    String url = fixture.larder().uploadUrl();
    assertThat(UploadForm.send(url, revoked, file).statusCode()).isEqualTo(403);
    assertThat(UploadForm.send(url, fixture.token(), file).statusCode()).isEqualTo(200);
  }
}
