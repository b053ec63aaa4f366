package dev.larder.e2e.publish;

import static org.assertj.core.api.Assertions.assertThat;

import dev.larder.e2e.client.Finished;
import dev.larder.e2e.publish.Matrix.Seen;
import dev.larder.e2e.server.Fixture;
import dev.larder.e2e.server.SharedFixture;
import dev.larder.e2e.server.Waiting;
import dev.larder.e2e.upload.UploadForm;
import dev.larder.e2e.wheel.Package;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Clients, the forms in which they are told who uploads, sources and outcomes: how each client ends
 * and what it prints, and what is listed then.
 */
@Order(56)
@ExtendWith(SharedFixture.class)
@TestInstance(Lifecycle.PER_CLASS)
class MatrixTest {
  private final Fixture fixture;
  private Matrix matrix;

  MatrixTest(Fixture fixture) {
    this.fixture = fixture;
  }

  String repository() {
    return "matrix";
  }

  List<String> sources() {
    return List.of("alpha", "beta");
  }

  List<Cell> cells() {
    return Cell.some(sources());
  }

  @BeforeAll
  void begin() {
    var admin = new Tokens.Admin(fixture.larder().url(), fixture.larder().adminToken());
    admin.repository(repository(), sources());
    Tokens tokens = Tokens.make(admin, sources().getFirst(), sources().getLast());
    for (String source : sources()) {
      Waiting.until(
          Duration.ofSeconds(60), "the token has expired", () -> isRefused(tokens, source));
    }
    matrix =
        new Matrix(
            fixture.larder().url(),
            fixture.larder().url() + "/" + repository() + "/latest/simple/",
            tokens,
            fixture.newFolder());
    matrix.begin(cells());
  }

  private boolean isRefused(Tokens tokens, String source) throws IOException {
    return UploadForm.send(
                fixture.larder().url() + "/upload/pypi/" + source,
                tokens.of(source, Outcome.EXPIRED).orElseThrow(),
                Package.of("brief-" + source, "1.0").wheel(fixture.newFolder()))
            .statusCode()
        == 403;
  }

  @AfterAll
  void end() {
    if (matrix != null) {
      matrix.close();
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cells")
  void theClientEndsAndSaysWhatItShould(Cell cell) {
    Seen seen = matrix.seen(cell);
    Outcome outcome = cell.outcome();

    Finished finished = seen.finished();
    Expected expected =
        cell.row()
            .uploader()
            .tool()
            .expected(
                cell.row().form(), outcome, outcome.sentence(cell.row().source(), seen.filename()));
    assertThat(finished.exitCode()).as("%s", finished).isEqualTo(expected.exitCode());
    assertThat(finished.words()).contains(expected.words());
    switch (outcome) {
      case NEW, AGAIN -> assertThat(seen.page()).contains(seen.sha256());
      case CONFLICT ->
          assertThat(seen.page()).contains(seen.filename()).doesNotContain(seen.sha256());
      case NO_TOKEN, NONSENSE, WRONG_SCOPE, OTHER_SOURCE, REVOKED, EXPIRED ->
          assertThat(seen.page()).doesNotContain(seen.filename());
    }
  }
}
