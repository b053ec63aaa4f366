package dev.larder.e2e.hostile;

import dev.larder.e2e.server.Fixture;
import java.util.List;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;

/** A thousand more of the same kinds. */
@Order(59)
@Tag("nightly")
class ManyHostileUpstreamsTest extends HostileUpstreamTest {

  ManyHostileUpstreamsTest(Fixture fixture) {
    super(fixture);
  }

  @Override
  int first() {
    return 10_000;
  }

  @Override
  int count() {
    return 1_000;
  }

  @Override
  List<String> upstreams() {
    return List.of("m0", "m1", "m2", "m3");
  }
}
