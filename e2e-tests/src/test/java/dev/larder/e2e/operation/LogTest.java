package dev.larder.e2e.operation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.larder.e2e.server.Fixture;
import dev.larder.e2e.server.Http;
import dev.larder.e2e.server.SharedFixture;
import dev.larder.e2e.upload.UploadForm;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What the logs of all parts hold after all that the other tests did. */
@Order(95)
@ExtendWith(SharedFixture.class)
class LogTest {
  private static final String UPSTREAM_PASSWORD = "an-upstreams-own-password";

  /** A token of whatever realm or issuer, whoever made it. */
  private static final Pattern TOKEN =
      Pattern.compile("eyJ[A-Za-z0-9_-]{10,}\\.[A-Za-z0-9_-]{10,}\\.[A-Za-z0-9_-]{10,}");

  private final Fixture fixture;

  LogTest(Fixture fixture) {
    this.fixture = fixture;
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).toList();
    }
  }

  /** What the stack made, what commands gave, and what an upstream was shown. */
  private List<String> secrets() throws IOException {
    List<String> secrets = new ArrayList<>();
    for (Path file : files(fixture.larder().data().resolve("secrets"))) {
      secrets.add(Files.readString(file).strip());
    }
    secrets.add(fixture.token());
    secrets.add(fixture.larder().adminToken());
    secrets.addAll(fixture.larder().tokens());
    secrets.add(UPSTREAM_PASSWORD);
    assertThat(secrets).hasSizeGreaterThan(5).allSatisfy(s -> assertThat(s).hasSizeGreaterThan(15));
    List<String> encoded = new ArrayList<>(secrets);
    for (String secret : secrets) {
      encoded.add(UploadForm.basic(secret).substring("Basic ".length()));
    }
    return encoded;
  }

  private void showAnUpstreamItsCredential() {
    String url = fixture.upstream().url();
    for (String[] args :
        new String[][] {
          {
            "create",
            "source",
            "--name=log-mirror",
            "--type=pypi",
            "--url=" + url,
            "--credential=ada:" + UPSTREAM_PASSWORD
          },
          {"create", "repo", "--name=log-repo", "--sources=log-mirror"},
          {
            "edit",
            "source",
            "--name=log-mirror",
            "--url=" + url,
            "--credential=ada:" + UPSTREAM_PASSWORD
          }
        }) {
      assertThat(fixture.larder().larder(args).succeeded()).isTrue();
    }
    Http.get(fixture.larder().url() + "/log-repo/latest/simple/log-nothing/");
    Http.get(
        fixture.larder().url() + "/log-repo/latest/simple/",
        "Authorization",
        UploadForm.basic(fixture.larder().adminToken()));
  }

  @Test
  void noSecretStandsInAnyLog() throws IOException {
    showAnUpstreamItsCredential();
    List<String> secrets = secrets();

    List<String> found = new ArrayList<>();
    for (Path log : files(fixture.larder().data().resolve("logs"))) {
      try (Stream<String> lines = Files.lines(log, StandardCharsets.ISO_8859_1)) {
        lines
            .filter(line -> secrets.stream().anyMatch(line::contains) || TOKEN.matcher(line).find())
            .forEach(line -> found.add(log.getFileName() + ": " + line));
      }
    }
    assertThat(found).isEmpty();
  }

  @Test
  void secretsAreForTheirOwnerOnly() throws IOException {
    for (Path file : files(fixture.larder().data().resolve("secrets"))) {
      assertThat(Files.getPosixFilePermissions(file))
          .extracting(Enum::name)
          .containsExactlyInAnyOrder("OWNER_READ", "OWNER_WRITE");
    }
  }
}
