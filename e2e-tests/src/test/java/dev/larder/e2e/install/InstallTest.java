package dev.larder.e2e.install;

import static org.assertj.core.api.Assertions.assertThat;

import dev.larder.e2e.client.Installation;
import dev.larder.e2e.client.Installer;
import dev.larder.e2e.server.Fixture;
import dev.larder.e2e.server.SharedFixture;
import dev.larder.e2e.upstream.UpstreamFile;
import dev.larder.e2e.wheel.Package;
import java.util.List;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Public packages by every installer, each of a project that nobody has asked for before. */
@Order(10)
@ExtendWith(SharedFixture.class)
class InstallTest {
  private final Fixture fixture;

  InstallTest(Fixture fixture) {
    this.fixture = fixture;
  }

  private Installation install(Installer installer, String... requirements) {
    return installer.install(fixture.folder(), fixture.larder().indexUrl(), requirements);
  }

  @Execution(ExecutionMode.CONCURRENT)
  @ParameterizedTest
  @EnumSource
  void aPackageInstallsWithItsDependencies(Installer installer) {
    Package lib = Package.of("Base.Lib-" + installer.key(), "2.5");
    Package app = Package.of("app-" + installer.key(), "1.0").requiring(lib.name() + ">=2,<3");
    fixture.publish(lib);
    fixture.publish(Package.of(lib.name(), "3.0"));
    fixture.publish(app);

    Installation installed = install(installer, app.name());

    assertThat(installed.succeeded()).as("%s", installed).isTrue();
    assertThat(installed.says(app)).isEqualTo(app.says());
    assertThat(installed.says(lib)).isEqualTo(lib.says());
  }

  @Execution(ExecutionMode.CONCURRENT)
  @ParameterizedTest
  @EnumSource
  void aYankedReleaseIsTakenOnlyWhenItIsPinned(Installer installer) {
    Package good = Package.of("yanked-" + installer.key(), "1.0");
    Package yanked = Package.of(good.name(), "1.1");
    fixture.publish(good);
    fixture.publish(yanked).yankedBecause("broke <everything> & more");

    assertThat(install(installer, good.name()).says(good)).isEqualTo(good.says());
    assertThat(install(installer, good.name() + "==1.1").says(yanked)).isEqualTo(yanked.says());
  }

  @Execution(ExecutionMode.CONCURRENT)
  @ParameterizedTest
  @EnumSource
  void aReleaseForAnotherPythonIsPassedOver(Installer installer) {
    Package fits = Package.of("pythons-" + installer.key(), "1.0").forPython(">=3.6,<4");
    Package tooNew = Package.of(fits.name(), "2.0").forPython(">=3.99");
    fixture.publish(fits);
    fixture.publish(tooNew);

    Installation installed = install(installer, fits.name());

    assertThat(installed.says(fits)).as("%s", installed).isEqualTo(fits.says());
  }

  @Execution(ExecutionMode.CONCURRENT)
  @ParameterizedTest
  @EnumSource
  void aSourceDistributionIsBuiltAndInstalled(Installer installer) {
    Package made = Package.of("sdist-" + installer.key(), "1.0");
    fixture.upstream().publish(made.sdist(fixture.newFolder()));

    Installation installed = install(installer, made.name());

    assertThat(installed.says(made)).as("%s", installed).isEqualTo(made.says());
  }

  @Execution(ExecutionMode.CONCURRENT)
  @ParameterizedTest
  @EnumSource
  void whatAnUpstreamSaysInHtmlOnlyInstallsTheSame(Installer installer) {
    Package made = Package.of("html-" + installer.key(), "1.0").forPython(">=3.6");
    fixture.upstream().project(made.name()).inHtmlOnly();
    fixture.publish(made);

    Installation installed = install(installer, made.name());

    assertThat(installed.says(made)).as("%s", installed).isEqualTo(made.says());
  }

  @Execution(ExecutionMode.CONCURRENT)
  @ParameterizedTest
  @EnumSource(names = {"PIP_26", "UV_0_5", "UV_0_13"})
  void whoOnlyResolvesCostsTheUpstreamMetadataAndNoByteOfAWheel(Installer installer) {
    Package lib = Package.of("resolved-lib-" + installer.key(), "2.5");
    Package app = Package.of("resolved-" + installer.key(), "1.0").requiring(lib.name() + ">=2");
    List<UpstreamFile> wheels = List.of(fixture.publish(lib), fixture.publish(app));

    Installation resolved = install(installer, "--dry-run", app.name());

    assertThat(resolved.succeeded()).as("%s", resolved).isTrue();
    assertThat(resolved.finished().words()).contains(lib.name());
    for (UpstreamFile wheel : wheels) {
      assertThat(wheel.given()).as(wheel.path()).isZero();
      assertThat(fixture.upstream().gets(wheel.path() + ".metadata")).isOne();
    }
  }

  @Test
  void aProjectThatNobodyKnowsIsSaidToBeMissing() {
    Installation installed = install(Installer.PIP_26, "nobody-has-heard-of-this");

    assertThat(installed.succeeded()).isFalse();
    assertThat(installed.finished().words())
        .contains("No matching distribution found for nobody-has-heard-of-this");
  }
}
