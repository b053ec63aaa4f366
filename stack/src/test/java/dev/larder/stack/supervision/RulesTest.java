package dev.larder.stack.supervision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.larder.stack.part.Part;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RulesTest {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

  @TempDir Path folder;

  @Test
  void aPartThatDiedIsStartedAtOnceAndThenEverLater() {
    Backoff backoff = new Backoff();

    assertThat(backoff.after(NOW, NOW.plusSeconds(1))).isZero();
    assertThat(backoff.after(NOW, NOW.plusSeconds(1))).isEqualTo(Duration.ofMillis(500));
    assertThat(backoff.after(NOW, NOW.plusSeconds(1))).isEqualTo(Duration.ofSeconds(1));
    for (int i = 0; i < 100; i++) {
      assertThat(backoff.after(NOW, NOW)).isLessThanOrEqualTo(Duration.ofSeconds(15));
    }
  }

  @Test
  void aMinuteOfLifeMakesUpForEarlierDeaths() {
    Backoff backoff = new Backoff();
    backoff.after(NOW, NOW);
    backoff.after(NOW, NOW);

    assertThat(backoff.after(NOW, NOW.plusSeconds(60))).isZero();
    assertThat(backoff.deaths()).isEqualTo(1);
  }

  @Test
  void whatAsksEndsBeforeWhatAnswers() {
    List<Part> parts =
        List.of(
            TestPart.of("postgresql", Part.Layer.DATABASE, ""),
            TestPart.of("gateway", Part.Layer.GATEWAY, ""),
            TestPart.of("s3", Part.Layer.STORES, ""),
            TestPart.of("index-service", Part.Layer.SERVICES, ""),
            TestPart.of("redis", Part.Layer.STORES, ""),
            TestPart.of("keycloak", Part.Layer.IDENTITY, ""),
            TestPart.of("blob-service", Part.Layer.SERVICES, ""));

    assertThat(StopOrder.of(parts))
        .extracting(wave -> wave.stream().map(Part::name).toList())
        .containsExactly(
            List.of("gateway"),
            List.of("index-service", "blob-service"),
            List.of("keycloak"),
            List.of("s3", "redis"),
            List.of("postgresql"));
  }

  @Test
  void aLogIsEmptiedInPlaceWhenItIsTooLongAndTheLastOneKept() throws IOException {
    Path log = folder.resolve("part.log");
    Files.writeString(folder.resolve("short.log"), "short");
    try (var writer =
        Files.newOutputStream(log, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
      writer.write("a long line\n".getBytes(StandardCharsets.UTF_8));
      new LogRotation(10).rotate(folder);
      writer.write("next\n".getBytes(StandardCharsets.UTF_8));
    }

    assertThat(log).hasContent("next\n");
    assertThat(folder.resolve("part.log.1")).hasContent("a long line\n");
    assertThat(folder.resolve("short.log")).hasContent("short");
    assertThat(folder.resolve("short.log.1")).doesNotExist();
  }

  @Test
  void partsDontSeeWhatWouldConfigureThemOtherwiseNorTheUsersToken() {
    Map<String, String> environment =
        new HashMap<>(
            Map.of(
                "PATH",
                "/bin",
                "KC_DB",
                "x",
                "PGDATA",
                "x",
                "LARDER_TOKEN",
                "x",
                "http_proxy",
                "p",
                "LARDER_FRESHNESS",
                "1s"));

    Environment.clean(environment);

    assertThat(environment).containsKeys("PATH", "http_proxy", "LARDER_FRESHNESS");
    assertThat(environment).doesNotContainKeys("KC_DB", "PGDATA", "LARDER_TOKEN");
  }
}
