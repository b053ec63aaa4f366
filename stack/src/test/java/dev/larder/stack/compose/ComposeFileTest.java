package dev.larder.stack.compose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.larder.stack.part.Installation;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Compose's own opinion of the compose file. */
class ComposeFileTest {
  private static final Path ROOT = Installation.here().root();
  private static final List<List<String>> COMPOSE =
      List.of(List.of("docker-compose"), List.of("docker", "compose"));

  @TempDir Path folder;
  private List<String> compose;

  @BeforeEach
  void composeItself() {
    compose = COMPOSE.stream().filter(ComposeFileTest::isThere).findFirst().orElse(List.of());
    if (compose.isEmpty()) {
      System.err.println("skipped: neither docker-compose nor docker compose is installed");
    }
    assumeTrue(!compose.isEmpty(), "neither docker-compose nor docker compose is installed");
  }

  @Test
  void composeAcceptsTheFileWithTheExampleFilledIn() throws Exception {
    Answer answer = config(filledIn());

    assertThat(answer.status()).as(answer.text()).isZero();
    assertThat(answer.text())
        .contains("gateway:", "index-service:", "blob-service:", "upload-service:")
        .contains("sync-service:", "auth-service:", "keycloak:", "minio:", "postgres:", "redis:");
  }

  @Test
  void onlyTheGatewaysPortIsPublishedAndOnlyToThisMachine() throws Exception {
    String text = config(filledIn()).text();

    assertThat(text.lines().filter(line -> line.strip().equals("ports:"))).hasSize(1);
    assertThat(text).contains("127.0.0.1").contains("4242");
  }

  @Test
  void whatTheExampleOffersReachesAService() throws Exception {
    String all =
        Files.readString(ROOT.resolve(".env.example"))
            .replaceAll("(?m)^#(LARDER_[A-Z_0-9]+=)", "$1");
    String text = config(filledIn(all)).text();

    for (String variable :
        List.of(
            "LARDER_SERVER_ADDRESS: https://packages.example/rspm",
            "LARDER_TRUSTED_PROXIES: 172.16.0.0/12",
            "LARDER_SERVER_TLS_CERT: /etc/larder/tls/cert.pem",
            "LARDER_SERVER_TLS_KEY: /etc/larder/tls/key.pem",
            "LARDER_UPSTREAMS: https://index.example/simple/",
            "LARDER_FRESHNESS: 10m",
            "LARDER_SYNC_SCHEDULE: 0 1 * * *",
            "LARDER_SWEEP_AGE: 7d",
            "LARDER_SWEEP_EVERY: 24h",
            "LARDER_UPLOAD_STALL: 60s",
            "LARDER_UPLOAD_TRUST_ROOT: /etc/larder/trust/trusted_root.json",
            "/trust:/etc/larder/trust:ro")) {
      assertThat(text).contains(variable);
    }
    assertThat(text)
        .containsPattern("LARDER_UPLOAD_MAX_FILE_SIZE: '?\"?5368709120")
        .containsPattern("LARDER_SYNC_CONCURRENCY: '?\"?16")
        .containsPattern("LARDER_SYNC_RATE: '?\"?0")
        .containsPattern("LARDER_CACHE_SIZE: '?\"?21474836480")
        .containsPattern("LARDER_BLOB_STORE_SIZE: '?\"?1099511627776")
        .containsPattern("LARDER_AUTHENTICATION_API_TOKEN_AUTH: '?\"?true");
  }

  @Test
  void everySecretIsAskedForByName() throws Exception {
    for (String line : Files.readAllLines(ROOT.resolve(".env.example"))) {
      if (line.endsWith("=") && !line.startsWith("#")) {
        String without =
            filledIn()
                .lines()
                .filter(other -> !other.startsWith(line))
                .reduce("", (a, b) -> a + b + "\n");

        Answer answer = config(without);

        assertThat(answer.status()).as("without %s: %s", line, answer.text()).isNotZero();
        assertThat(answer.text()).contains(".env");
      }
    }
  }

  private String filledIn() throws IOException {
    return filledIn(Files.readString(ROOT.resolve(".env.example")));
  }

  private static String filledIn(String example) {
    return example
        .lines()
        .map(line -> line.endsWith("=") ? line + "0123456789abcdef" : line)
        .reduce("", (a, b) -> a + b + "\n");
  }

  private record Answer(int status, String text) {}

  private Answer config(String environment) throws Exception {
    Path file = folder.resolve("env");
    Files.writeString(file, environment);
    List<String> command =
        Stream.concat(
                compose.stream(),
                Stream.of(
                    "--env-file",
                    file.toString(),
                    "-f",
                    ROOT.resolve("docker-compose.yml").toString(),
                    "config"))
            .toList();
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).directory(folder.toFile());
    builder.environment().keySet().removeIf(name -> name.startsWith("LARDER_"));
    Process process = builder.start();
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Answer(process.waitFor(), text);
  }

  private static boolean isThere(List<String> command) {
    try {
      List<String> version = Stream.concat(command.stream(), Stream.of("version")).toList();
      return new ProcessBuilder(version)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor()
          == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
