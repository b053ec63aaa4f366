package dev.larder.e2e.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.larder.e2e.Checkout;
import dev.larder.e2e.server.House;
import dev.larder.e2e.server.LarderServer;
import dev.larder.e2e.server.SharedHouse;
import dev.larder.e2e.wheel.Package;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The server was told its public address, the proxy passes paths on as they are and says nothing.
 */
@Order(61)
@ExtendWith(SharedHouse.class)
class PublicAddressTest extends BehindNginxContract {
  private LarderServer larder;
  private String token;

  PublicAddressTest(House house) {
    super(house);
  }

  @BeforeAll
  void start() {
    larder =
        LarderServer.start(
            Checkout.emptyTarget("addressed"),
            house.upstream().url(),
            Map.of("LARDER_SERVER_ADDRESS", nginx.entrance(true).url()));
    token = larder.uploadToken("tests");
    nginx.start(larder.url(), UnderPrefix.Way.PASSING_ON);
  }

  @AfterAll
  void stop() {
    nginx.close();
    if (larder != null) {
      larder.close();
    }
  }

  @Test
  void aProxyThatTakesThePrefixOffWorksToo() {
    Package made = Package.of("behind-stripping", "1.0");
    house.publish(made);
    try (UnderPrefix stripping = UnderPrefix.in(house.folder())) {
      stripping.start(larder.url(), UnderPrefix.Way.STRIPPING);
      Entrance entrance = stripping.entrance(true);
      assertThat(entrance.get("/latest/simple/" + made.name() + "/").statusCode()).isEqualTo(200);
      assertThat(entrance.get("/").body()).contains(base(true) + "/latest/simple/");
    }
  }

  @Override
  String token() {
    return token;
  }

  @Override
  String base(boolean tls) {
    return nginx.entrance(true).url();
  }
}
