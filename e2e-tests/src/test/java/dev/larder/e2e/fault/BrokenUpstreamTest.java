package dev.larder.e2e.fault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.larder.e2e.client.Installation;
import dev.larder.e2e.client.Installer;
import dev.larder.e2e.server.Fixture;
import dev.larder.e2e.server.Http;
import dev.larder.e2e.server.SharedFixture;
import dev.larder.e2e.upstream.FileFault;
import dev.larder.e2e.upstream.PageFault;
import dev.larder.e2e.upstream.UpstreamFile;
import dev.larder.e2e.wheel.Package;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** An upstream that fails is named, costs nothing later, and is forgiven. */
@Order(40)
@ExtendWith(SharedFixture.class)
class BrokenUpstreamTest {
  private final Fixture fixture;

  BrokenUpstreamTest(Fixture fixture) {
    this.fixture = fixture;
  }

  private Installation install(Installer installer, String project) {
    return installer.install(fixture.folder(), fixture.larder().indexUrl(), project);
  }

  private String upstreamHost() {
    return URI.create(fixture.upstream().url()).getAuthority();
  }

  @Execution(ExecutionMode.CONCURRENT)
  @ParameterizedTest
  @CsvSource({
    "SERVER_ERROR, 503",
    "NONSENSE, 502",
    "HANGING, 504",
    "LOGIN_PAGE, 502",
    "FALSE_GZIP, 502",
    "NOT_MODIFIED, 502"
  })
  void aPageThatCannotBeHadIsAnErrorThatNamesTheUpstream(PageFault fault, int status) {
    Package made = Package.of("page-" + fault.name().toLowerCase().replace('_', '-'), "1.0");
    fixture.publish(made);
    fixture.upstream().project(made.name()).failing(fault);

    var response = Http.get(fixture.larder().indexUrl() + made.name() + "/");
    fixture.upstream().project(made.name()).failing(PageFault.NONE);

    assertThat(response.statusCode()).isEqualTo(status);
    assertThat(response.headers().firstValue("Content-Type").orElse("")).startsWith("text/plain");
    assertThat(response.headers().firstValue("Cache-Control")).contains("no-store");
    assertThat(response.body()).contains(upstreamHost());
    assertThat(response.body().strip().lines()).hasSize(1);
    assertThat(install(Installer.PIP_26, made.name()).says(made))
        .as("with a healthy upstream")
        .isEqualTo(made.says());
  }

  /** pip 20 takes a 502 for "no such distribution", and none of them tries again here. */
  @Execution(ExecutionMode.CONCURRENT)
  @ParameterizedTest
  @CsvSource({"PIP_20, 500", "PIP_20, 429", "PIP_23, 502", "PIP_23, 504", "PIP_26, 503"})
  void aFailureThatPassesIsNotSeen(Installer installer, int status) {
    Package made = Package.of("passing-%d".formatted(status), "1.0").padded(60_000);
    UpstreamFile file = fixture.publish(made);
    String page = fixture.upstream().project(made.name()).path();
    for (String path : List.of(page, file.path(), file.path() + ".metadata")) {
      fixture.upstream().failOnce(path, status);
    }

    Installation installed = install(installer, made.name());

    assertThat(installed.says(made)).as("%s", installed).isEqualTo(made.says());
    assertThat(fixture.upstream().gets(page)).as("asked again").isEqualTo(2);
  }

  @Execution(ExecutionMode.CONCURRENT)
  @ParameterizedTest
  @EnumSource(
      names = {
        "TRUNCATED",
        "OTHER_BYTES",
        "SERVER_ERROR",
        "HANGING",
        "GZIP_ENCODED",
        "LOGIN_PAGE",
        "NOT_MODIFIED"
      })
  void aFileThatCannotBeHadFailsTheInstallCleanlyAndNothingOfItIsKept(FileFault fault) {
    String key = fault.name().toLowerCase().replace('_', '-');
    Package made = Package.of("file-" + key, "1.0").padded(400_000);
    UpstreamFile file = fixture.publish(made).failing(fault);

    Installation failed = install(Installer.PIP_26, made.name());

    assertThat(failed.succeeded()).as("%s", failed).isFalse();
    assertThat(failed.says(made)).contains("No module named");
    int asked = fixture.upstream().gets(file.path());

    file.failing(FileFault.NONE);
    Installation installed = install(Installer.PIP_26, made.name());

    assertThat(installed.says(made)).as("%s", installed).isEqualTo(made.says());
    assertThat(fixture.upstream().gets(file.path())).as("asked anew").isGreaterThan(asked);
  }

  @Execution(ExecutionMode.CONCURRENT)
  @ParameterizedTest
  @EnumSource(names = {"TRUNCATED", "OTHER_BYTES"})
  void noClientGetsAFileThatIsWrongWithACleanEnd(FileFault fault) {
    String name = "clean-end-" + fault.name().toLowerCase().replace('_', '-');
    UpstreamFile file = fixture.publish(Package.of(name, "1.0").padded(400_000)).failing(fault);
    assertThat(Http.get(fixture.larder().indexUrl() + name + "/").statusCode()).isEqualTo(200);
    String url =
        "%s/packages/%s/%s"
            .formatted(
                fixture.larder().url(),
                file.distribution().sha256(),
                file.distribution().filename());

    assertThat(Outcome.of(url)).isNotEqualTo(Outcome.WHOLE);
    assertThat(Outcome.of(url)).as("the second time").isNotEqualTo(Outcome.WHOLE);

    file.failing(FileFault.NONE);
    assertThat(Outcome.of(url)).isEqualTo(Outcome.WHOLE);
  }

  @Execution(ExecutionMode.CONCURRENT)
  @ParameterizedTest
  @EnumSource(names = {"METADATA_MISSING", "DRIBBLING"})
  void whatCanBeMadeGoodIs(FileFault fault) {
    Package made =
        Package.of("good-" + fault.name().toLowerCase().replace('_', '-'), "1.0").padded(60_000);
    fixture.publish(made).failing(fault);

    for (Installer installer : new Installer[] {Installer.PIP_26, Installer.UV_0_13}) {
      Installation installed = install(installer, made.name());

      assertThat(installed.says(made)).as("%s", installed).isEqualTo(made.says());
    }
  }
}
