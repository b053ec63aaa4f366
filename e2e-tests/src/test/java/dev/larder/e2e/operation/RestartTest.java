package dev.larder.e2e.operation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.larder.e2e.client.Installation;
import dev.larder.e2e.client.Installer;
import dev.larder.e2e.server.House;
import dev.larder.e2e.server.Part;
import dev.larder.e2e.server.SharedHouse;
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
@ExtendWith(SharedHouse.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RestartTest {
  private final House house;
  private final Package publicOne = Package.of("public-before", "1.0");
  private final Package privateOne = Package.of("private-before", "1.0");
  private String revoked;
  private Collection<Part> before;
  private boolean anyAliveAfterDown;

  RestartTest(House house) {
    this.house = house;
  }

  @BeforeAll
  void restart() throws Exception {
    house.publish(publicOne);
    upload(house.token(), privateOne.wheel(house.newFolder()));
    assertThat(install().succeeded()).isTrue();
    revoked = house.larder().uploadToken("revoked before the restart");
    house.larder().larder("revoke", "token", "--token=" + revoked);
    before = house.larder().parts().values();
    house.larder().down();
    anyAliveAfterDown = before.stream().anyMatch(Part::isAlive);
    Instant start = Instant.now();
    house.larder().upOnAnotherPort();
    System.out.printf(
        "second start: ready after %d s%n", Duration.between(start, Instant.now()).toSeconds());
  }

  private Installation install() {
    return Installer.PIP_26.install(
        house.folder(), house.larder().indexUrl(), publicOne.name(), privateOne.name());
  }

  private int upload(String token, Distribution file) throws Exception {
    return UploadForm.send(house.larder().uploadUrl(), token, file).statusCode();
  }

  @Test
  void downEndedEveryProcess() {
    assertThat(before).hasSize(10);
    assertThat(anyAliveAfterDown).isFalse();
  }

  @Test
  void bothKindsOfPackagesInstallAlsoWithTheUpstreamAway() {
    house.upstream().stop();
    try {
      Installation installed = install();

      assertThat(installed.succeeded()).as("%s", installed).isTrue();
      assertThat(List.of(installed.says(publicOne), installed.says(privateOne)))
          .containsExactly(publicOne.says(), privateOne.says());
    } finally {
      house.upstream().resume();
    }
  }

  @Test
  void aTokenMadeBeforeStillUploads() throws Exception {
    Distribution file = Package.of("private-after", "1.0").wheel(house.newFolder());

    assertThat(upload(house.token(), file)).isEqualTo(200);
  }

  @Test
  void aTokenRevokedBeforeIsStillRefused() throws Exception {
    Distribution file = Package.of("private-never", "1.0").wheel(house.newFolder());

    assertThat(upload(revoked, file)).isEqualTo(403);
  }

  @Test
  void tokensAreStillListed() {
    assertThat(house.larder().larder("list", "tokens", "--revoked=yes").out())
        .contains("revoked before the restart");
  }
}
