package dev.larder.e2e.operation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.larder.e2e.client.Installation;
import dev.larder.e2e.client.Installer;
import dev.larder.e2e.server.Fixture;
import dev.larder.e2e.server.Part;
import dev.larder.e2e.server.SharedFixture;
import dev.larder.e2e.server.Waiting;
import dev.larder.e2e.wheel.Package;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Installing without the parts that it doesn't need. */
@Order(75)
@ExtendWith(SharedFixture.class)
class DeadStoresTest {
  private final Fixture fixture;

  DeadStoresTest(Fixture fixture) {
    this.fixture = fixture;
  }

  private Installation install(Installer installer, Package made) {
    return installer.install(fixture.folder(), fixture.larder().indexUrl(), made.name());
  }

  @Test
  void whatWasInstalledOnceInstallsAgainWithKeycloakAndRedisAndTheUpstreamAway() {
    Package made = Package.of("without-stores", "1.0");
    fixture.publish(made);
    assertThat(install(Installer.PIP_26, made).succeeded()).isTrue();
    // frozen, not killed: one that is killed is started again at once
    List<Part> away =
        List.of(fixture.larder().parts().get("keycloak"), fixture.larder().parts().get("redis"));

    away.forEach(Part::freeze);
    fixture.upstream().stop();
    try {
      for (Installer installer : List.of(Installer.PIP_26, Installer.UV_0_13)) {
        Installation again = install(installer, made);

        assertThat(again.says(made)).as("%s", again).isEqualTo(made.says());
      }
    } finally {
      fixture.upstream().resume();
      away.forEach(part -> fixture.larder().parts().get(part.name()).thaw());
      away.stream().filter(Part::isAlive).forEach(Part::thaw);
    }
    Waiting.until(Duration.ofSeconds(60), "all parts are up", fixture.larder()::isWell);
  }
}
