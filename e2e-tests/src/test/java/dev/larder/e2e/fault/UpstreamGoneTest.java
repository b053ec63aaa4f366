package dev.larder.e2e.fault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.larder.e2e.server.House;
import dev.larder.e2e.server.Http;
import dev.larder.e2e.server.SharedHouse;
import dev.larder.e2e.wheel.Package;
import java.net.URI;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Nothing listens where the upstream was. */
@Order(40)
@ExtendWith(SharedHouse.class)
class UpstreamGoneTest {
  private final House house;

  UpstreamGoneTest(House house) {
    this.house = house;
  }

  @Test
  void anUpstreamThatIsGoneIsAnErrorThatNamesIt() {
    Package made = Package.of("while-gone", "1.0");
    house.publish(made);
    house.upstream().stop();

    var response = Http.get(house.larder().indexUrl() + made.name() + "/");
    house.upstream().resume();

    assertThat(response.statusCode()).isIn(502, 504);
    assertThat(response.body()).contains(URI.create(house.upstream().url()).getAuthority());
    assertThat(Http.get(house.larder().indexUrl() + made.name() + "/").statusCode()).isEqualTo(200);
  }
}
