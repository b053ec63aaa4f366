package dev.larder.e2e.devpi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.larder.e2e.client.Finished;
import dev.larder.e2e.client.Installation;
import dev.larder.e2e.client.Installer;
import dev.larder.e2e.server.Fixture;
import dev.larder.e2e.server.Http;
import dev.larder.e2e.server.SharedFixture;
import dev.larder.e2e.wheel.Distribution;
import dev.larder.e2e.wheel.Package;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** devpi beside Larder: it pushes releases there by its own command, and mirrors what is there. */
@Order(59)
@ExtendWith(SharedFixture.class)
class DevpiTest {
  private final Fixture fixture;

  DevpiTest(Fixture fixture) {
    this.fixture = fixture;
  }

  /** As {@code docs/moving.md} says it: Larder's list has what somebody has asked for. */
  @Test
  void devpiMirrorsWhatNobodyHasAskedLarderForYet() {
    Distribution file = fixture.publish(Package.of("mirrored-by-devpi", "1.0")).distribution();
    try (var devpi = new Devpi(fixture.newFolder(), pypirc())) {
      Finished made =
          devpi.devpi(
              "index",
              "--create",
              "root/larder",
              "type=mirror",
              "mirror_url=" + fixture.larder().indexUrl(),
              "mirror_no_project_list=True");
      assertThat(made.succeeded()).as("%s", made).isTrue();

      HttpResponse<String> page = Http.get(devpi.url() + "/root/larder/+simple/mirrored-by-devpi/");

      assertThat(page.statusCode()).as(page.body()).isEqualTo(200);
      assertThat(page.body()).contains(file.filename(), file.sha256());
    }
  }

  private String pypirc() {
    return """
        [distutils]
        index-servers = larder
        [larder]
        repository = %s
        username = __token__
        password = %s
        """
        .formatted(fixture.larder().uploadUrl(), fixture.token());
  }

  @Test
  void whatDevpiPushesIsInstalledFromLarder() {
    Package made = Package.of("pushed-by-devpi", "1.0");
    Package other = Package.of("pushed-by-devpi", "1.1");
    Distribution wheel = made.wheel(fixture.newFolder());
    Distribution sdist = made.sdist(fixture.newFolder());
    try (var devpi = new Devpi(fixture.newFolder(), pypirc())) {
      for (Distribution file :
          new Distribution[] {wheel, sdist, other.wheel(fixture.newFolder())}) {
        Finished uploaded = devpi.devpi("upload", file.path().toString());
        assertThat(uploaded.succeeded()).as("%s", uploaded).isTrue();
      }

      Finished registered =
          devpi.devpi("push", "--register-project", "pushed-by-devpi==1.0", "pypi:larder");
      Finished pushed = devpi.devpi("push", "pushed-by-devpi==1.1", "pypi:larder");

      assertThat(registered.succeeded()).as("%s", registered).isTrue();
      assertThat(registered.words()).contains("410 register pushed-by-devpi 1.0", "200 upload");
      assertThat(pushed.succeeded()).as("%s", pushed).isTrue();
    }
    assertThat(Http.get(fixture.larder().indexUrl() + "pushed-by-devpi/").body())
        .contains(wheel.sha256(), sdist.sha256());
    Installation installed =
        Installer.PIP_26.install(fixture.folder(), fixture.larder().indexUrl(), "pushed-by-devpi");
    assertThat(installed.succeeded()).as("%s", installed).isTrue();
    assertThat(installed.says(made)).isEqualTo(other.says());
  }
}
