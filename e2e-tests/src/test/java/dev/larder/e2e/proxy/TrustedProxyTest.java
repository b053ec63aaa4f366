package dev.larder.e2e.proxy;

import dev.larder.e2e.server.House;
import dev.larder.e2e.server.SharedHouse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The proxy takes the prefix off and says so; the server, which trusts it, was told nothing else.
 */
@Order(60)
@ExtendWith(SharedHouse.class)
class TrustedProxyTest extends BehindNginxContract {
  TrustedProxyTest(House house) {
    super(house);
  }

  @BeforeAll
  void start() {
    nginx.start(house.larder().url(), UnderPrefix.Way.STRIPPING_AND_TELLING);
  }

  @AfterAll
  void stop() {
    nginx.close();
  }

  @Override
  String token() {
    return house.token();
  }

  @Override
  String base(boolean tls) {
    return nginx.entrance(tls).url();
  }
}
