package dev.larder.service.secret;

import static org.assertj.core.api.Assertions.assertThat;

import dev.larder.service.secret.SecretFiles.Outcome;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretFilesTest {
  @TempDir Path folder;

  @Test
  void aFileIsReadWithoutTheBlanksAroundIt() throws Exception {
    assertThat(
            SecretFiles.read(
                Map.of(
                    "LARDER_SECRET_FILE",
                    file("service", " s3cr3t\n"),
                    "LARDER_S3_SECRET_KEY_FILE",
                    file("s3", "a/b+c"))))
        .isEqualTo(
            new Outcome.Found(Map.of("LARDER_SECRET", "s3cr3t", "LARDER_S3_SECRET_KEY", "a/b+c")));
  }

  @Test
  void whatHoldsNoSecretIsNoFile() {
    assertThat(SecretFiles.read(Map.of("LARDER_LIMITS_FILE", "60s", "LARDER_SECRET", "s")))
        .isEqualTo(new Outcome.Found(Map.of()));
  }

  @Test
  void anEmptyFileOrAnEmptyVariableIsAsNone() throws Exception {
    assertThat(
            SecretFiles.read(
                Map.of(
                    "LARDER_OIDC_CLIENT_SECRET_FILE",
                    file("oidc", "\n"),
                    "LARDER_SECRET_FILE",
                    " ")))
        .isEqualTo(new Outcome.Found(Map.of()));
  }

  @Test
  void aFileThatCannotBeReadIsRefusedByName() {
    assertThat(SecretFiles.read(Map.of("LARDER_ADMIN_SECRET_FILE", "/nowhere/admin")))
        .isInstanceOfSatisfying(
            Outcome.Refused.class,
            refused ->
                assertThat(refused.why())
                    .startsWith(
                        "LARDER_ADMIN_SECRET_FILE names /nowhere/admin, which can't be read:")
                    .doesNotContain("\n"));
  }

  @Test
  void aSecretThatComesBothWaysIsRefused() throws Exception {
    assertThat(
            SecretFiles.read(
                Map.of("LARDER_SECRET_FILE", file("service", "a"), "LARDER_SECRET", "b")))
        .isEqualTo(
            new Outcome.Refused(
                "both LARDER_SECRET and LARDER_SECRET_FILE are set; leave one of them out"));
  }

  @Test
  void aProgramHasThemAsPropertiesAndAmongItsVariables() throws Exception {
    Run run = run(Map.of("LARDER_REDIS_URL_FILE", file("redis", "redis://:p@redis:6379\n")));

    assertThat(run.output()).isEqualTo("redis://:p@redis:6379 redis://:p@redis:6379\n");
    assertThat(run.code()).isZero();
  }

  @Test
  void aProgramThatIsRefusedEndsWithALineAndCode2() throws Exception {
    Run run = run(Map.of("LARDER_REDIS_URL_FILE", folder.resolve("none").toString()));

    assertThat(run.output())
        .matches("some-service: LARDER_REDIS_URL_FILE names .*none, which can't be read: .*\n");
    assertThat(run.code()).isEqualTo(2);
  }

  /** What a service's {@code main} does first. */
  public static final class Program {
    public static void main(String[] args) {
      Map<String, String> environment = SecretFiles.take("some-service");
      System.out.println(
          environment.get("LARDER_REDIS_URL") + " " + System.getProperty("larder.redis.url"));
    }
  }

  private record Run(String output, int code) {}

  private static Run run(Map<String, String> environment) throws Exception {
    ProcessBuilder builder =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-cp",
                    System.getProperty("java.class.path"),
                    Program.class.getName()))
            .redirectErrorStream(true);
    builder.environment().putAll(environment);
    Process process = builder.start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Run(output, process.waitFor());
  }

  private String file(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text).toString();
  }
}
