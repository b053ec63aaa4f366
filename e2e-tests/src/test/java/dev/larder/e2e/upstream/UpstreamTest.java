package dev.larder.e2e.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.larder.e2e.Checkout;
import dev.larder.e2e.client.Installation;
import dev.larder.e2e.client.Installer;
import dev.larder.e2e.wheel.Package;
import java.nio.file.Path;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The upstream of these tests is a good index by itself: what fails elsewhere isn't its doing. */
@Order(2)
class UpstreamTest {

  @ParameterizedTest
  @EnumSource
  void everyInstallerInstallsFromItDirectly(Installer installer) {
    Path work = Checkout.target("upstream-test");
    Package lib = Package.of("Some.Lib", "2.0");
    Package app = Package.of("some-app", "1.0").requiring("some_lib>=1").forPython(">=3.6");
    try (Upstream upstream = Upstream.start()) {
      upstream.publish(lib.sdist(work));
      upstream.publish(app.wheel(work));

      Installation installed = installer.install(work, upstream.url(), "some-app");

      assertThat(installed.succeeded()).as("%s", installed).isTrue();
      assertThat(installed.says(app)).isEqualTo(app.says());
      assertThat(installed.says(lib)).isEqualTo(lib.says());
    }
  }
}
