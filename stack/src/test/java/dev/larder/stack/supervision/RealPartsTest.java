package dev.larder.stack.supervision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.larder.stack.console.Console;
import dev.larder.stack.folder.DataFolder;
import dev.larder.stack.part.Part;
import dev.larder.stack.part.Ports;
import dev.larder.stack.part.Postgres;
import dev.larder.stack.part.Redis;
import dev.larder.stack.part.S3;
import dev.larder.stack.unpack.Programs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** PostgreSQL, Redis and the S3 server, really started, killed and ended. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RealPartsTest {
  private static final Map<String, Integer> PORTS =
      Ports.choose(List.of("postgresql", "redis", "s3"), new SecureRandom());

  private DataFolder data;
  private List<Part> parts;
  private Supervisor supervisor;

  @BeforeAll
  void start(@TempDir Path folder) throws Exception {
    data = DataFolder.open(folder.resolve("data with a blank"));
    Programs programs = Programs.ofUser(System.getenv());
    parts =
        List.of(
            new Postgres(data, programs, PORTS.get("postgresql"), List.of("larder", "keycloak")),
            new Redis(data, programs, PORTS.get("redis")),
            new S3(data, System.getProperty("java.class.path"), PORTS.get("s3")));
    up();
  }

  private void up() throws Exception {
    supervisor =
        new Supervisor(
            parts,
            data,
            new Console(System.err, Optional.empty(), Clock.systemUTC()),
            new Restarts(Instant.now()));
    supervisor.start();
    supervisor.outcome().get(3, TimeUnit.MINUTES);
  }

  @AfterAll
  void stop() {
    supervisor.stop();
  }

  @Test
  void eachComesBackOnItsPortAfterAKill() {
    for (Part part : parts) {
      Identity first = run().parts().get(part.name()).identity();

      Ending.signal(first, "KILL");

      Await.until(
          part.name() + " is back",
          () ->
              !first.alive()
                  && Optional.ofNullable(run().parts().get(part.name()))
                      .filter(mark -> !mark.identity().equals(first))
                      .isPresent()
                  && part.ready());
    }
  }

  @Test
  void noSecretStandsOnACommandLineOrInALog() throws Exception {
    List<String> secrets =
        Files.list(data.at("secrets"))
            .filter(file -> !file.toString().contains("."))
            .map(RealPartsTest::text)
            .toList();
    assertThat(secrets).hasSizeGreaterThanOrEqualTo(5);
    for (Part part : parts) {
      long pid = run().parts().get(part.name()).pid();
      assertThat(text(Path.of("/proc/" + pid + "/cmdline"))).doesNotContain(secrets);
      assertThat(text(data.log(part.name()))).doesNotContain(secrets);
    }
  }

  @Test
  void everySecretIsReadableByItsOwnerAlone() throws Exception {
    try (var files = Files.list(data.at("secrets"))) {
      assertThat(files.toList())
          .isNotEmpty()
          .allSatisfy(
              file ->
                  assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                      .isEqualTo("rw-------"));
    }
  }

  @Test
  void whatWasStartedOnceStartsAgainAfterAnOrderlyEnd() throws Exception {
    supervisor.stop();
    assertThat(run().parts()).isEmpty();
    assertThat(data.at("postgres/postmaster.pid")).doesNotExist();

    up();

    assertThat(parts).allMatch(Part::ready);
  }

  private RunFiles run() {
    return new RunFiles(data.run());
  }

  private static String text(Path file) {
    try {
      return Files.readString(file, StandardCharsets.ISO_8859_1).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
