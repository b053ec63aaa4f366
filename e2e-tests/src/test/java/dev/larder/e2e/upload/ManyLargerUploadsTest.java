package dev.larder.e2e.upload;

import dev.larder.e2e.server.Fixture;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;

/** The same of 20 MB each. */
@Order(54)
@Tag("nightly")
class ManyLargerUploadsTest extends ManyUploadsTest {

  ManyLargerUploadsTest(Fixture fixture) {
    super(fixture);
  }

  @Override
  long size() {
    return 20_000_000;
  }
}
