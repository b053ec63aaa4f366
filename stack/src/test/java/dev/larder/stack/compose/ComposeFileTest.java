package dev.larder.stack.compose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.larder.stack.part.Installation;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yaml.snakeyaml.Yaml;

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
  void composeAcceptsTheFileAsItIs() throws Exception {
    Map<String, Map<String, Object>> services = services("", List.of());

    assertThat(services)
        .containsOnlyKeys(
            "secrets",
            "gateway",
            "index-service",
            "blob-service",
            "upload-service",
            "sync-service",
            "auth-service",
            "ready",
            "keycloak",
            "minio",
            "postgres",
            "redis");
  }

  @Test
  void composeAcceptsWhatMayBePutOverIt() throws Exception {
    assertThat(services("", List.of("compose.built.yml")).get("gateway").toString())
        .contains("PROGRAMS=built");
    assertThat(services("", List.of("compose.rustfs.yml")).get("minio").get("image").toString())
        .startsWith("rustfs/rustfs:");
  }

  @Test
  void everyImageOfOthersIsPinned() throws Exception {
    for (String over : List.of("compose.built.yml", "compose.rustfs.yml")) {
      services("", List.of(over))
          .values()
          .forEach(
              service ->
                  assertThat(service.get("image").toString())
                      .matches("larder/[a-z-]+|[a-z./]+:(RELEASE[.])?[0-9]+[.0-9TZ-]+[a-z0-9.-]*"));
    }
  }

  @Test
  void onlyTheGatewaysPortIsPublishedAndOnlyToThisMachine() throws Exception {
    String text = config("", List.of()).text();

    assertThat(text.lines().filter(line -> line.strip().equals("ports:"))).hasSize(1);
    assertThat(text).contains("127.0.0.1").contains("4242");
  }

  @Test
  void eachPartHasSecretsOfItsOwnAndMayNotChangeThem() throws Exception {
    Map<String, List<String>> readers = new TreeMap<>();
    services("", List.of())
        .forEach(
            (name, service) -> {
              for (Object volume : (List<?>) service.getOrDefault("volumes", List.of())) {
                String text = volume.toString();
                if (text.contains("secrets") && !name.equals("secrets")) {
                  assertThat(text).matches(".*(:ro|read_only=true).*");
                  String source = text.replaceAll(".*?(secrets-[a-z0-9]+).*", "$1");
                  readers.computeIfAbsent(source, none -> new ArrayList<>()).add(name);
                }
              }
            });

    assertThat(readers).hasSize(10).allSatisfy((volume, names) -> assertThat(names).hasSize(1));
  }

  @Test
  void secretsOfTheExampleReachOnlyTheServiceThatKeepsThem() throws Exception {
    String mine = "0123456789abcdef";
    String example = offered().replaceAll("(?m)=$", "=" + mine);
    assertThat(example.split(mine)).hasSizeGreaterThan(9);

    Map<String, Map<String, Object>> services = services(example, List.of());

    for (String variable : example.lines().filter(line -> line.endsWith(mine)).toList()) {
      assertThat(services.get("secrets").get("environment").toString())
          .contains(variable.substring(0, variable.indexOf('=')) + "=" + mine);
    }
    services.remove("secrets");
    assertThat(services.toString()).doesNotContain(mine);
  }

  @Test
  void whatTheExampleOffersReachesAService() throws Exception {
    String text = config(offered(), List.of()).text();

    for (String variable :
        List.of(
            "LARDER_S3_URL: https://s3.eu-central-1.amazonaws.com",
            "LARDER_S3_REGION: eu-central-1",
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

  /** The example with all that it offers. */
  private static String offered() throws IOException {
    return Files.readString(ROOT.resolve(".env.example"))
        .replaceAll("(?m)^#((LARDER|HTTPS?|NO|SSL)_[A-Z_0-9]+=)", "$1");
  }

  /** What Compose makes of the file, by service. */
  private Map<String, Map<String, Object>> services(String environment, List<String> over)
      throws Exception {
    Answer answer = config(environment, over);
    assertThat(answer.status()).as(answer.text()).isZero();
    Map<String, Map<String, Map<String, Object>>> read = new Yaml().load(answer.text());
    return read.get("services");
  }

  private record Answer(int status, String text) {}

  private Answer config(String environment, List<String> over) throws Exception {
    Path file = folder.resolve("env");
    Files.writeString(file, environment);
    List<String> command = new ArrayList<>(compose);
    command.addAll(List.of("--env-file", file.toString()));
    Stream.concat(Stream.of("docker-compose.yml"), over.stream())
        .forEach(name -> command.addAll(List.of("-f", ROOT.resolve(name).toString())));
    command.add("config");
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
