package dev.larder.e2e.fault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.larder.e2e.server.Fixture;
import dev.larder.e2e.server.Http;
import dev.larder.e2e.server.SharedFixture;
import dev.larder.e2e.wheel.Package;
import java.net.URI;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Nothing listens where the upstream was. */
@Order(40)
@ExtendWith(SharedFixture.class)
class UpstreamGoneTest {
  private final Fixture fixture;

  UpstreamGoneTest(Fixture fixture) {
    this.fixture = fixture;
  }

  @Test
  void anUpstreamThatIsGoneIsAnErrorThatNamesIt() {
    Package made = Package.of("while-gone", "1.0");
    fixture.publish(made);
    fixture.upstream().stop();

    var response = Http.get(fixture.larder().indexUrl() + made.name() + "/");
    fixture.upstream().resume();

    assertThat(response.statusCode()).isIn(502, 504);
    assertThat(response.body()).contains(URI.create(fixture.upstream().url()).getAuthority());
    assertThat(Http.get(fixture.larder().indexUrl() + made.name() + "/").statusCode())
        .isEqualTo(200);
  }
}
