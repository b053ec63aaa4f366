package dev.larder.e2e.proxy;

import dev.larder.e2e.server.Fixture;
import dev.larder.e2e.server.SharedFixture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The proxy takes the prefix off and says so; the server, which trusts it, was told nothing else.
 */
@Order(60)
@ExtendWith(SharedFixture.class)
class TrustedProxyTest extends BehindNginxContract {
  TrustedProxyTest(Fixture fixture) {
    super(fixture);
  }

  @BeforeAll
  void start() {
    nginx.start(fixture.larder().url(), UnderPrefix.Way.STRIPPING_AND_TELLING);
  }

  @AfterAll
  void stop() {
    nginx.close();
  }

  @Override
  String token() {
    return fixture.token();
  }

  @Override
  String base(boolean tls) {
    return nginx.entrance(tls).url();
  }
}
