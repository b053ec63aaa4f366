package dev.larder.e2e.publish;

import dev.larder.e2e.server.Fixture;
import java.util.List;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;

/** Every outcome of every client by every form of its credentials, with each of two sources. */
@Order(57)
@Tag("nightly")
class WholeMatrixTest extends MatrixTest {

  WholeMatrixTest(Fixture fixture) {
    super(fixture);
  }

  @Override
  String repository() {
    return "whole-matrix";
  }

  @Override
  List<String> sources() {
    return List.of("gamma", "delta");
  }

  @Override
  List<Cell> cells() {
    return Cell.all(sources());
  }
}
