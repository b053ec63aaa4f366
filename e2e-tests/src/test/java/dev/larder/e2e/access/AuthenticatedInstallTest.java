package dev.larder.e2e.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.larder.e2e.client.Installation;
import dev.larder.e2e.client.Installer;
import dev.larder.e2e.client.NewFolder;
import dev.larder.e2e.server.Fixture;
import dev.larder.e2e.server.Http;
import dev.larder.e2e.server.SharedFixture;
import dev.larder.e2e.upload.UploadForm;
import dev.larder.e2e.wheel.Package;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Private repositories by every installer, with each way to keep credentials (RAUTH-1, RAUTH-2).
 */
@Order(55)
@ExtendWith(SharedFixture.class)
class AuthenticatedInstallTest {
  private static final Pattern FILE = Pattern.compile("/(packages/[^\"#]+)");
  private final Fixture fixture;
  private final Guarded guarded;

  AuthenticatedInstallTest(Fixture fixture) throws IOException {
    this.fixture = fixture;
    this.guarded = Guarded.in(fixture);
  }

  private Path kept(String text) throws IOException {
    return Files.writeString(NewFolder.in(fixture.folder(), "credentials").resolve("file"), text);
  }

  private void installed(Installation installation) {
    assertThat(installation.succeeded()).as("%s", installation).isTrue();
    assertThat(installation.says(guarded.corp)).isEqualTo(guarded.corp.says());
    assertThat(installation.says(guarded.lib)).isEqualTo(guarded.lib.says());
  }

  @Test
  void aReaderOfADeletedRepositoryReadsNoneThatIsMadeLaterUnderItsName() throws Exception {
    String[] make = {
      "create", "repo", "--name=auth-fleeting", "--sources=auth-src", "--authenticated"
    };
    guarded.larder(make);
    String[] before = {"Authorization", "Bearer " + guarded.token("--repos=auth-fleeting")};
    String root = fixture.larder().url() + "/auth-fleeting/";
    String page = root + "latest/simple/auth-corp/";
    HttpResponse<String> shown = Http.get(page, before);
    assertThat(shown.statusCode()).isEqualTo(200);
    String file = FILE.matcher(shown.body()).results().findFirst().orElseThrow().group(1);
    String past = root + serial() + "/simple/auth-corp/";
    for (String url : List.of(past, root + file)) {
      assertThat(Http.get(url, before).statusCode()).as(url).isEqualTo(200);
    }

    guarded.larder("delete", "repo", "--name=auth-fleeting");
    for (String url : List.of(page, past, root + file)) {
      assertThat(Http.get(url, before).statusCode()).as("deleted: " + url).isIn(403, 404);
    }

    guarded.larder(make);
    for (String url : List.of(page, past, root + file)) {
      assertThat(Http.get(url, before).statusCode()).as("made again: " + url).isIn(403, 404);
    }
    String[] after = {"Authorization", "Bearer " + guarded.token("--repos=auth-fleeting")};
    for (String url : List.of(page, root + file)) {
      assertThat(Http.get(url, after).statusCode()).as(url).isEqualTo(200);
    }
  }

  private long serial() {
    return Http.json(
            Http.get(
                fixture.larder().url() + "/__api__/v1/clock",
                "Authorization",
                "Bearer " + fixture.larder().adminToken()))
        .path("serial")
        .asLong();
  }

  @Execution(ExecutionMode.CONCURRENT)
  @ParameterizedTest
  @EnumSource(names = "PIP_23", mode = EnumSource.Mode.EXCLUDE)
  void itInstallsWithCredentialsInTheUrl(Installer installer) {
    installed(
        installer.install(
            fixture.folder(),
            guarded.index("__token__:" + guarded.reader() + "@"),
            guarded.corp.name()));
  }

  @Execution(ExecutionMode.CONCURRENT)
  @ParameterizedTest
  @EnumSource(names = "PIP_23", mode = EnumSource.Mode.EXCLUDE)
  void itInstallsWithCredentialsInNetrc(Installer installer) throws IOException {
    Path netrc = kept("machine localhost login __token__ password " + guarded.reader() + "\n");
    installed(
        installer.install(
            fixture.folder(),
            guarded.index(""),
            Map.of("NETRC", netrc.toString()),
            guarded.corp.name()));
  }

  @Execution(ExecutionMode.CONCURRENT)
  @ParameterizedTest
  @EnumSource(names = {"PIP_26", "UV_0_5", "UV_0_13"})
  void itInstallsWithCredentialsInAKeyring(Installer installer) throws IOException {
    Path secret = kept(guarded.reader());
    Path program = NewFolder.in(fixture.folder(), "keyring").resolve("keyring");
    Files.writeString(
        program,
        """
        #!/bin/sh
        # keyring [--mode=creds --output=json] get SERVICE USER
        json=no
        while [ $# -gt 0 ] && [ "$1" != get ]; do
          [ "$1" = --output=json ] && json=yes
          shift
        done
        [ "$1" = get ] && [ "$3" = __token__ ] || exit 1
        if [ $json = yes ]; then
          printf '{"username": "__token__", "password": "%s"}\\n' "$(cat "$LARDER_KEPT")"
        else
          cat "$LARDER_KEPT" && echo
        fi
        """);
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
    Map<String, String> environment =
        Map.of(
            "PATH",
            program.getParent() + ":" + System.getenv("PATH"),
            "LARDER_KEPT",
            secret.toString(),
            "UV_KEYRING_PROVIDER",
            "subprocess");
    String[] wanted =
        installer == Installer.PIP_26
            ? new String[] {"--keyring-provider=subprocess", guarded.corp.name()}
            : new String[] {guarded.corp.name()};
    installed(
        installer.install(fixture.folder(), guarded.index("__token__@"), environment, wanted));
  }

  @Execution(ExecutionMode.CONCURRENT)
  @ParameterizedTest
  @EnumSource(names = "PIP_23", mode = EnumSource.Mode.EXCLUDE)
  void itFailsWithoutCredentialsAndWithThoseOfAnother(Installer installer) {
    guarded.larder("create", "repo", "--name=auth-other", "--succeed-on-existing");
    String other = guarded.token("--repos=auth-other");
    for (String credentials : List.of("", "__token__:nonsense@", "__token__:" + other + "@")) {
      Installation refused =
          installer.install(fixture.folder(), guarded.index(credentials), guarded.corp.name());
      assertThat(refused.succeeded()).as("%s", refused).isFalse();
      if (installer == Installer.UV_0_5 || installer == Installer.UV_0_13) {
        assertThat(refused.finished().words()).containsAnyOf("401", "403");
      }
    }
  }

  @Execution(ExecutionMode.CONCURRENT)
  @ParameterizedTest
  @EnumSource(names = {"PIP_26", "UV_0_13"})
  void badCredentialsAreNoneOnAnOpenRepository(Installer installer) {
    Package open = Package.of("auth-open-" + installer.key(), "1.0");
    fixture.publish(open);
    String url = fixture.larder().indexUrl().replace("://", "://__token__:nonsense@");
    assertThat(installer.install(fixture.folder(), url, open.name()).says(open))
        .isEqualTo(open.says());
  }

  @Test
  void theVeryNextRequestSeesThatARepositoryNeedsATokenNow() {
    guarded.larder(
        "create", "repo", "--name=auth-flips", "--sources=auth-src", "--succeed-on-existing");
    String root = fixture.larder().url() + "/auth-flips";
    String page = root + "/latest/simple/auth-corp/";
    String file = root + "/packages/" + guarded.corp.wheel(fixture.newFolder()).sha256() + "/";
    String wheel = file + guarded.corp.wheel(fixture.newFolder()).filename();
    for (int round = 0; round < 3; round++) {
      for (String url : List.of(page, wheel, wheel + ".metadata")) {
        assertThat(Http.get(url).statusCode()).as(url).isEqualTo(200);
      }
      guarded.larder("edit", "repo", "--name=auth-flips", "--authenticated");
      for (String url : List.of(page, wheel, wheel + ".metadata", root + "/latest/simple/none/")) {
        assertThat(Http.get(url).statusCode()).as(url).isEqualTo(401);
        assertThat(Http.get(url).headers().firstValue("WWW-Authenticate"))
            .contains("Basic realm=\"Larder\"");
      }
      guarded.larder("edit", "repo", "--name=auth-flips", "--authenticated=false");
    }
  }

  @Test
  void aRevokedTokenReadsNothingMore() {
    String token = guarded.newReader();
    String authorization = UploadForm.basic(token);
    assertThat(Http.get(guarded.index(""), "Authorization", authorization).statusCode())
        .isEqualTo(200);
    guarded.larder("revoke", "token", "--token=" + token);
    assertThat(Http.get(guarded.index(""), "Authorization", authorization).statusCode())
        .isEqualTo(401);
  }
}
