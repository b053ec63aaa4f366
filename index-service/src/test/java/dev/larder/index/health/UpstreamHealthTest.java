package dev.larder.index.health;

import static dev.larder.index.FakeSync.failed;
import static dev.larder.index.FakeSync.full;
import static dev.larder.index.FakeSync.missing;
import static dev.larder.index.FakeSync.page;
import static dev.larder.index.ListedFiles.file;
import static org.assertj.core.api.Assertions.assertThat;

import dev.larder.index.Fixture;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class UpstreamHealthTest {
  private static final String REFUSED =
      "https://one.example/simple/ can't be reached: the connection was refused.";

  private Fixture fixture;

  @BeforeEach
  void open() {
    fixture = Fixture.with(Map.of("larder.upstreams", "https://one.example/simple/"));
  }

  @AfterEach
  void close() {
    fixture.close();
  }

  @Test
  void anUpstreamIsUpUntilALookFindsItDown() {
    assertThat(failing()).isEmpty();
    assertThat(fixture.bare("/health").body()).contains("\"upstreams\":\"up\"");

    fixture.sync.answer("pypi", "demo", failed(502, REFUSED));
    fixture.get("/simple/demo/");

    assertThat(failing())
        .singleElement()
        .satisfies(
            upstream ->
                assertThat(upstream)
                    .containsEntry("source", "pypi")
                    .containsEntry("reason", REFUSED)
                    .containsKey("since"));
    // all who ask within a moment share one answer
    Fixture.waitUntil(() -> fixture.bare("/health").body().contains("\"upstreams\":\"down\""));
    assertThat(fixture.bare("/health").statusCode()).isEqualTo(200);
    assertThat(fixture.bare("/health").body()).contains("\"status\":\"up\"");
  }

  @Test
  void sinceIsTheFirstOfTheFailuresInARowAndTheReasonIsTheLast() {
    fixture.sync.answer("pypi", "demo", failed(502, REFUSED));
    fixture.get("/simple/demo/");
    Object since = failing().getFirst().get("since");

    fixture.later(Duration.ofMinutes(5));
    fixture.sync.answer("pypi", "other", failed(504, "https://one.example did not answer."));
    fixture.get("/simple/other/");

    assertThat(failing().getFirst())
        .containsEntry("since", since)
        .containsEntry("reason", "https://one.example did not answer.");
  }

  @Test
  void anyAnswerMakesItWellBeItANo() {
    fixture.sync.answer("pypi", "demo", failed(502, REFUSED));
    fixture.get("/simple/demo/");
    fixture.sync.answer("pypi", "nothing", missing());
    fixture.get("/simple/nothing/");
    assertThat(failing()).isEmpty();

    fixture.sync.answer("pypi", "third", failed(502, REFUSED));
    fixture.get("/simple/third/");
    fixture.sync.answer("pypi", "fourth", page("\"1\"", file("fourth-1.0-py3-none-any.whl")));
    fixture.get("/simple/fourth/");
    assertThat(failing()).isEmpty();
  }

  @Test
  void whatIsNoFaultOfTheUpstreamSaysNothingAboutIt() {
    fixture.sync.answer("pypi", "demo", full());
    fixture.get("/simple/demo/");
    fixture.sync.answer("pypi", "other", Map.of("outcome", "nonsense"));
    fixture.get("/simple/other/");

    assertThat(failing()).isEmpty();
  }

  @Test
  void anUpstreamThatIsBusyForGoodIsDown() {
    fixture.sync.answer("pypi", "demo", failed(503, "answered with status 429"));
    fixture.get("/simple/demo/");

    assertThat(failing())
        .singleElement()
        .satisfies(
            upstream -> assertThat(upstream).containsEntry("reason", "answered with status 429"));
  }

  @Test
  void aSourceThatIsGoneFailsNoLonger() {
    fixture.sync.answer("pypi", "demo", failed(502, REFUSED));
    fixture.get("/simple/demo/");

    fixture.done(200, "DELETE", "/repos/main/sources/pypi", null);
    fixture.done(204, "DELETE", "/sources/pypi", null);

    assertThat(failing()).isEmpty();
    assertThat(fixture.bare("/health").body()).contains("\"upstreams\":\"up\"");
  }

  @SuppressWarnings("unchecked")
  private List<Map<String, Object>> failing() {
    return (List<Map<String, Object>>)
        Fixture.parse(fixture.get("/internal/upstreams").body()).get("failing");
  }
}
