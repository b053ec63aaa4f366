package dev.larder.e2e.install;

import static org.assertj.core.api.Assertions.assertThat;

import dev.larder.e2e.client.Installation;
import dev.larder.e2e.client.Installer;
import dev.larder.e2e.server.Fixture;
import dev.larder.e2e.server.SharedFixture;
import dev.larder.e2e.wheel.Package;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What was installed once installs again while nobody can reach the upstream. */
@Order(10)
@ExtendWith(SharedFixture.class)
class InstallWithoutUpstreamTest {
  private final Fixture fixture;

  InstallWithoutUpstreamTest(Fixture fixture) {
    this.fixture = fixture;
  }

  private Installation install(Installer installer, String requirement) {
    return installer.install(fixture.folder(), fixture.larder().indexUrl(), requirement);
  }

  @ParameterizedTest
  @EnumSource
  void itInstallsAgainInANewEnvironment(Installer installer) {
    Package lib = Package.of("kept-lib-" + installer.key(), "1.0");
    Package app = Package.of("kept-app-" + installer.key(), "1.0").requiring(lib.name());
    fixture.publish(lib);
    fixture.publish(app);
    assertThat(install(installer, app.name()).succeeded()).isTrue();

    fixture.upstream().stop();
    try {
      Installation again = install(installer, app.name());

      assertThat(again.succeeded()).as("%s", again).isTrue();
      assertThat(again.says(lib)).isEqualTo(lib.says());
    } finally {
      fixture.upstream().resume();
    }
  }
}
