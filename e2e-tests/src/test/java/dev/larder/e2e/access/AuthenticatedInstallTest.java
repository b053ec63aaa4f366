package dev.larder.e2e.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.larder.e2e.client.Finished;
import dev.larder.e2e.client.Installation;
import dev.larder.e2e.client.Installer;
import dev.larder.e2e.client.NewFolder;
import dev.larder.e2e.server.House;
import dev.larder.e2e.server.Http;
import dev.larder.e2e.server.SharedHouse;
import dev.larder.e2e.upload.UploadForm;
import dev.larder.e2e.wheel.Distribution;
import dev.larder.e2e.wheel.Package;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Private repositories by every installer, with each way to keep credentials (RAUTH-1, RAUTH-2).
 */
@Order(55)
@ExtendWith(SharedHouse.class)
class AuthenticatedInstallTest {
  private static final String REPO = "auth-clients";
  private static final Pattern FILE = Pattern.compile("/(packages/[^\"#]+)");
  private final House house;
  private final Package made = Package.of("auth-corp", "1.0").requiring("auth-lib");
  private final Package lib = Package.of("auth-lib", "2.0");

  AuthenticatedInstallTest(House house) {
    this.house = house;
  }

  @BeforeEach
  void publish() throws IOException {
    larder("create", "source", "--name=auth-src", "--type=local-python", "--succeed-on-existing");
    larder(
        "create",
        "repo",
        "--name=" + REPO,
        "--sources=auth-src",
        "--authenticated",
        "--succeed-on-existing");
    String token = token("--sources=auth-src");
    for (Package each : List.of(made, lib)) {
      Distribution wheel = each.wheel(house.newFolder());
      String url = house.larder().url() + "/upload/pypi/auth-src";
      assertThat(UploadForm.send(url, token, wheel).statusCode()).isEqualTo(200);
    }
  }

  private String larder(String... args) {
    Finished finished = house.larder().larder(args);
    assertThat(finished.succeeded()).as("%s: %s", Arrays.toString(args), finished).isTrue();
    return finished.out().strip();
  }

  private String token(String what) {
    return larder("create", "token", "--description=auth", "--quiet", "--expires=1h", what);
  }

  private String reader() {
    return token("--repos=" + REPO);
  }

  /** The repository's index; credentials are what stands before the host, with its sign. */
  private String index(String credentials) {
    URI url = URI.create(house.larder().url());
    return "http://" + credentials + url.getAuthority() + "/" + REPO + "/latest/simple/";
  }

  private Path kept(String text) throws IOException {
    return Files.writeString(NewFolder.in(house.folder(), "credentials").resolve("file"), text);
  }

  private void installed(Installation installation) {
    assertThat(installation.succeeded()).as("%s", installation).isTrue();
    assertThat(installation.says(made)).isEqualTo(made.says());
    assertThat(installation.says(lib)).isEqualTo(lib.says());
  }

  @Test
  void aReaderOfADeletedRepositoryReadsNoneThatIsMadeLaterUnderItsName() throws Exception {
    String[] make = {
      "create", "repo", "--name=auth-fleeting", "--sources=auth-src", "--authenticated"
    };
    larder(make);
    String[] before = {"Authorization", "Bearer " + token("--repos=auth-fleeting")};
    String root = house.larder().url() + "/auth-fleeting/";
    String page = root + "latest/simple/auth-corp/";
    HttpResponse<String> shown = Http.get(page, before);
    assertThat(shown.statusCode()).isEqualTo(200);
    String file = FILE.matcher(shown.body()).results().findFirst().orElseThrow().group(1);
    String past = root + serial() + "/simple/auth-corp/";
    for (String url : List.of(past, root + file)) {
      assertThat(Http.get(url, before).statusCode()).as(url).isEqualTo(200);
    }

    larder("delete", "repo", "--name=auth-fleeting");
    for (String url : List.of(page, past, root + file)) {
      assertThat(Http.get(url, before).statusCode()).as("deleted: " + url).isIn(403, 404);
    }

    larder(make);
    for (String url : List.of(page, past, root + file)) {
      assertThat(Http.get(url, before).statusCode()).as("made again: " + url).isIn(403, 404);
    }
    String[] after = {"Authorization", "Bearer " + token("--repos=auth-fleeting")};
    for (String url : List.of(page, root + file)) {
      assertThat(Http.get(url, after).statusCode()).as(url).isEqualTo(200);
    }
  }

  private long serial() {
    return Http.json(
            Http.get(
                house.larder().url() + "/__api__/clock",
                "Authorization",
                "Bearer " + house.larder().adminToken()))
        .path("serial")
        .asLong();
  }

  @ParameterizedTest
  @EnumSource
  void itInstallsWithCredentialsInTheUrl(Installer installer) {
    installed(installer.install(house.folder(), index("__token__:" + reader() + "@"), made.name()));
  }

  @ParameterizedTest
  @EnumSource
  void itInstallsWithCredentialsInNetrc(Installer installer) throws IOException {
    Path netrc = kept("machine localhost login __token__ password " + reader() + "\n");
    installed(
        installer.install(
            house.folder(), index(""), Map.of("NETRC", netrc.toString()), made.name()));
  }

  @ParameterizedTest
  @EnumSource(names = {"PIP_26", "UV_0_5", "UV_0_13"})
  void itInstallsWithCredentialsInAKeyring(Installer installer) throws IOException {
    Path secret = kept(reader());
    Path program = NewFolder.in(house.folder(), "keyring").resolve("keyring");
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
            ? new String[] {"--keyring-provider=subprocess", made.name()}
            : new String[] {made.name()};
    installed(installer.install(house.folder(), index("__token__@"), environment, wanted));
  }

  @ParameterizedTest
  @EnumSource
  void itFailsWithoutCredentialsAndWithThoseOfAnother(Installer installer) {
    larder("create", "repo", "--name=auth-other", "--succeed-on-existing");
    String other = token("--repos=auth-other");
    for (String credentials : List.of("", "__token__:nonsense@", "__token__:" + other + "@")) {
      Installation refused = installer.install(house.folder(), index(credentials), made.name());
      assertThat(refused.succeeded()).as("%s", refused).isFalse();
      if (installer == Installer.UV_0_5 || installer == Installer.UV_0_13) {
        assertThat(refused.finished().words()).containsAnyOf("401", "403");
      }
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"PIP_26", "UV_0_13"})
  void badCredentialsAreNoneOnAnOpenRepository(Installer installer) {
    Package open = Package.of("auth-open-" + installer.key(), "1.0");
    house.publish(open);
    String url = house.larder().indexUrl().replace("://", "://__token__:nonsense@");
    assertThat(installer.install(house.folder(), url, open.name()).says(open))
        .isEqualTo(open.says());
  }

  @Test
  void theVeryNextRequestSeesThatARepositoryNeedsATokenNow() {
    larder("create", "repo", "--name=auth-flips", "--sources=auth-src", "--succeed-on-existing");
    String root = house.larder().url() + "/auth-flips";
    String page = root + "/latest/simple/auth-corp/";
    String file = root + "/packages/" + made.wheel(house.newFolder()).sha256() + "/";
    String wheel = file + made.wheel(house.newFolder()).filename();
    for (int round = 0; round < 3; round++) {
      for (String url : List.of(page, wheel, wheel + ".metadata")) {
        assertThat(Http.get(url).statusCode()).as(url).isEqualTo(200);
      }
      larder("edit", "repo", "--name=auth-flips", "--authenticated");
      for (String url : List.of(page, wheel, wheel + ".metadata", root + "/latest/simple/none/")) {
        assertThat(Http.get(url).statusCode()).as(url).isEqualTo(401);
        assertThat(Http.get(url).headers().firstValue("WWW-Authenticate"))
            .contains("Basic realm=\"Larder\"");
      }
      larder("edit", "repo", "--name=auth-flips", "--authenticated=false");
    }
  }

  @Test
  void aRevokedTokenReadsNothingMore() {
    String token = reader();
    String authorization = UploadForm.basic(token);
    assertThat(Http.get(index(""), "Authorization", authorization).statusCode()).isEqualTo(200);
    larder("revoke", "token", "--token=" + token);
    assertThat(Http.get(index(""), "Authorization", authorization).statusCode()).isEqualTo(401);
  }
}
