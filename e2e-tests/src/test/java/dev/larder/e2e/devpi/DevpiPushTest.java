package dev.larder.e2e.devpi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.larder.e2e.client.Finished;
import dev.larder.e2e.client.Installation;
import dev.larder.e2e.client.Installer;
import dev.larder.e2e.server.House;
import dev.larder.e2e.server.Http;
import dev.larder.e2e.server.SharedHouse;
import dev.larder.e2e.wheel.Distribution;
import dev.larder.e2e.wheel.Package;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Who has devpi pushes releases to Larder by devpi's own command. */
@Order(59)
@ExtendWith(SharedHouse.class)
class DevpiPushTest {
  private final House house;

  DevpiPushTest(House house) {
    this.house = house;
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
        .formatted(house.larder().uploadUrl(), house.token());
  }

  @Test
  void whatDevpiPushesIsInstalledFromLarder() {
    Package made = Package.of("pushed-by-devpi", "1.0");
    Package other = Package.of("pushed-by-devpi", "1.1");
    Distribution wheel = made.wheel(house.newFolder());
    Distribution sdist = made.sdist(house.newFolder());
    try (var devpi = new Devpi(house.newFolder(), pypirc())) {
      for (Distribution file : new Distribution[] {wheel, sdist, other.wheel(house.newFolder())}) {
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
    assertThat(Http.get(house.larder().indexUrl() + "pushed-by-devpi/").body())
        .contains(wheel.sha256(), sdist.sha256());
    Installation installed =
        Installer.PIP_26.install(house.folder(), house.larder().indexUrl(), "pushed-by-devpi");
    assertThat(installed.succeeded()).as("%s", installed).isTrue();
    assertThat(installed.says(made)).isEqualTo(other.says());
  }
}
