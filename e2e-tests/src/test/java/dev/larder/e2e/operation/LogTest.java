package dev.larder.e2e.operation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.larder.e2e.server.House;
import dev.larder.e2e.server.SharedHouse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What the logs of all parts hold after all that the other tests did. */
@Order(95)
@ExtendWith(SharedHouse.class)
class LogTest {
  private final House house;

  LogTest(House house) {
    this.house = house;
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).toList();
    }
  }

  @Test
  void noSecretStandsInAnyLog() throws IOException {
    List<String> secrets = new ArrayList<>();
    for (Path file : files(house.larder().data().resolve("secrets"))) {
      secrets.add(Files.readString(file).strip());
    }
    secrets.add(house.token());
    secrets.add(house.larder().adminToken());
    assertThat(secrets).hasSizeGreaterThan(4).allSatisfy(s -> assertThat(s).hasSizeGreaterThan(15));

    List<String> found = new ArrayList<>();
    for (Path log : files(house.larder().data().resolve("logs"))) {
      try (Stream<String> lines = Files.lines(log, StandardCharsets.ISO_8859_1)) {
        lines
            .filter(line -> secrets.stream().anyMatch(line::contains))
            .forEach(line -> found.add(log.getFileName() + ": " + line));
      }
    }
    assertThat(found).isEmpty();
  }

  @Test
  void secretsAreForTheirOwnerOnly() throws IOException {
    for (Path file : files(house.larder().data().resolve("secrets"))) {
      assertThat(Files.getPosixFilePermissions(file))
          .extracting(Enum::name)
          .containsExactlyInAnyOrder("OWNER_READ", "OWNER_WRITE");
    }
  }
}
