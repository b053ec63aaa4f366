package dev.larder.e2e.operation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.larder.e2e.client.Installation;
import dev.larder.e2e.client.Installer;
import dev.larder.e2e.server.Fixture;
import dev.larder.e2e.server.Part;
import dev.larder.e2e.server.SharedFixture;
import dev.larder.e2e.upload.UploadForm;
import dev.larder.e2e.wheel.Distribution;
import dev.larder.e2e.wheel.Package;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** Everything is still there after {@code down} and {@code up}, also on another port. */
@Order(80)
@ExtendWith(SharedFixture.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RestartTest {
  private final Fixture fixture;
  private final Package publicOne = Package.of("public-before", "1.0");
  private final Package privateOne = Package.of("private-before", "1.0");
  private String revoked;
  private Collection<Part> before;
  private boolean anyAliveAfterDown;

  RestartTest(Fixture fixture) {
    this.fixture = fixture;
  }

  @BeforeAll
  void restart() throws Exception {
    fixture.publish(publicOne);
    upload(fixture.token(), privateOne.wheel(fixture.newFolder()));
    assertThat(install().succeeded()).isTrue();
    revoked = fixture.larder().uploadToken("revoked before the restart");
    fixture.larder().larder("revoke", "token", "--token=" + revoked);
    before = fixture.larder().parts().values();
    fixture.larder().down();
    anyAliveAfterDown = before.stream().anyMatch(Part::isAlive);
    Instant start = Instant.now();
    fixture.larder().upOnAnotherPort();
    System.out.printf(
        "second start: ready after %d s%n", Duration.between(start, Instant.now()).toSeconds());
  }

  private Installation install() {
    return Installer.PIP_26.install(
        fixture.folder(), fixture.larder().indexUrl(), publicOne.name(), privateOne.name());
  }

  private int upload(String token, Distribution file) throws Exception {
    return UploadForm.send(fixture.larder().uploadUrl(), token, file).statusCode();
  }

  @Test
  void downEndedEveryProcess() {
    assertThat(before).hasSize(10);
    assertThat(anyAliveAfterDown).isFalse();
  }

  @Test
  void bothKindsOfPackagesInstallAlsoWithTheUpstreamAway() {
    fixture.upstream().stop();
    try {
      Installation installed = install();

      assertThat(installed.succeeded()).as("%s", installed).isTrue();
      assertThat(List.of(installed.says(publicOne), installed.says(privateOne)))
          .containsExactly(publicOne.says(), privateOne.says());
    } finally {
      fixture.upstream().resume();
    }
  }

  @Test
  void aTokenMadeBeforeStillUploads() throws Exception {
    Distribution file = Package.of("private-after", "1.0").wheel(fixture.newFolder());

    assertThat(upload(fixture.token(), file)).isEqualTo(200);
  }

  @Test
  void aTokenRevokedBeforeIsStillRefused() throws Exception {
    Distribution file = Package.of("private-never", "1.0").wheel(fixture.newFolder());

    assertThat(upload(revoked, file)).isEqualTo(403);
  }

  @Test
  void tokensAreStillListed() {
    assertThat(fixture.larder().larder("list", "tokens", "--revoked=yes").out())
        .contains("revoked before the restart");
  }
}
