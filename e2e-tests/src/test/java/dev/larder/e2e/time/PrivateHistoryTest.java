package dev.larder.e2e.time;

import static org.assertj.core.api.Assertions.assertThat;

import dev.larder.e2e.client.Finished;
import dev.larder.e2e.client.Installation;
import dev.larder.e2e.client.Installer;
import dev.larder.e2e.client.Twine;
import dev.larder.e2e.server.Fixture;
import dev.larder.e2e.server.Http;
import dev.larder.e2e.server.SharedFixture;
import dev.larder.e2e.wheel.Package;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Locale;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What becomes of a private package in the snapshots before, between and after. */
@Order(61)
@ExtendWith(SharedFixture.class)
class PrivateHistoryTest {
  private final Fixture fixture;

  PrivateHistoryTest(Fixture fixture) {
    this.fixture = fixture;
  }

  @Test
  void anUploadOfTodayIsNotInYesterdaysSnapshot() {
    Package made = uploaded("young-corp");
    String yesterday = LocalDate.now(ZoneOffset.UTC).minusDays(1).toString();

    assertThat(install("latest", made).says(made)).isEqualTo(made.says());
    assertThat(install(yesterday, made).succeeded()).isFalse();
    assertThat(Http.get(page(yesterday, made)).statusCode()).isEqualTo(404);
  }

  @Test
  void whatWasRemovedInstallsFromTheSnapshotBetweenUntilItIsPurged() {
    Package made = uploaded("gone-corp");
    String between = Instant.now().toString();
    run("remove", "package", "--source=private", "--name=" + made.name() + "@1.0");

    assertThat(install("latest", made).succeeded()).isFalse();
    assertThat(install(between, made).says(made)).isEqualTo(made.says());

    run("restore", "package", "--source=private", "--name=" + made.name() + "@1.0");
    run(
        "remove",
        "package",
        "--source=private",
        "--name=" + made.name() + "@all",
        "--purge",
        "--yes");

    Installation after = install(between, made);
    assertThat(after.succeeded()).as("%s", after).isFalse();
  }

  private Package uploaded(String name) {
    Package made = Package.of(name, "1.0");
    Finished finished =
        Twine.TWINE_7.upload(
            fixture.folder(),
            fixture.larder().uploadUrl(),
            fixture.token(),
            made.wheel(fixture.newFolder()));
    assertThat(finished.succeeded()).as("%s", finished).isTrue();
    return made;
  }

  private void run(String... args) {
    Finished finished = fixture.larder().larder(args);
    assertThat(finished.succeeded()).as("%s", finished).isTrue();
  }

  private Installation install(String snapshot, Package made) {
    String index = fixture.larder().url() + "/main/" + snapshot + "/simple/";
    return Installer.PIP_26.install(fixture.folder(), index, made.name());
  }

  private String page(String snapshot, Package made) {
    return "%s/main/%s/simple/%s/"
        .formatted(fixture.larder().url(), snapshot, made.name().toLowerCase(Locale.ROOT));
  }
}
