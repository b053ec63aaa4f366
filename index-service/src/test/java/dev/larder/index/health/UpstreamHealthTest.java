package dev.larder.index.health;

import static dev.larder.index.FakeSync.failed;
import static dev.larder.index.FakeSync.full;
import static dev.larder.index.FakeSync.missing;
import static dev.larder.index.FakeSync.page;
import static dev.larder.index.ListedFiles.file;
import static org.assertj.core.api.Assertions.assertThat;

import dev.larder.index.House;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class UpstreamHealthTest {
  private static final String REFUSED =
      "https://one.example/simple/ can't be reached: the connection was refused.";

  private House house;

  @BeforeEach
  void open() {
    house = House.with(Map.of("larder.upstreams", "https://one.example/simple/"));
  }

  @AfterEach
  void close() {
    house.close();
  }

  @Test
  void anUpstreamIsUpUntilALookFindsItDown() {
    assertThat(failing()).isEmpty();
    assertThat(house.bare("/health").body()).contains("\"upstreams\":\"up\"");

    house.sync.answer("pypi", "demo", failed(502, REFUSED));
    house.get("/simple/demo/");

    assertThat(failing())
        .singleElement()
        .satisfies(
            upstream ->
                assertThat(upstream)
                    .containsEntry("source", "pypi")
                    .containsEntry("reason", REFUSED)
                    .containsKey("since"));
    // all who ask within a moment share one answer
    House.waitUntil(() -> house.bare("/health").body().contains("\"upstreams\":\"down\""));
    assertThat(house.bare("/health").statusCode()).isEqualTo(200);
    assertThat(house.bare("/health").body()).contains("\"status\":\"up\"");
  }

  @Test
  void sinceIsTheFirstOfTheFailuresInARowAndTheReasonIsTheLast() {
    house.sync.answer("pypi", "demo", failed(502, REFUSED));
    house.get("/simple/demo/");
    Object since = failing().getFirst().get("since");

    house.later(Duration.ofMinutes(5));
    house.sync.answer("pypi", "other", failed(504, "https://one.example did not answer."));
    house.get("/simple/other/");

    assertThat(failing().getFirst())
        .containsEntry("since", since)
        .containsEntry("reason", "https://one.example did not answer.");
  }

  @Test
  void anyAnswerMakesItWellBeItANo() {
    house.sync.answer("pypi", "demo", failed(502, REFUSED));
    house.get("/simple/demo/");
    house.sync.answer("pypi", "nothing", missing());
    house.get("/simple/nothing/");
    assertThat(failing()).isEmpty();

    house.sync.answer("pypi", "third", failed(502, REFUSED));
    house.get("/simple/third/");
    house.sync.answer("pypi", "fourth", page("\"1\"", file("fourth-1.0-py3-none-any.whl")));
    house.get("/simple/fourth/");
    assertThat(failing()).isEmpty();
  }

  @Test
  void whatIsNoFaultOfTheUpstreamSaysNothingAboutIt() {
    house.sync.answer("pypi", "demo", full());
    house.get("/simple/demo/");
    house.sync.answer("pypi", "other", Map.of("outcome", "nonsense"));
    house.get("/simple/other/");

    assertThat(failing()).isEmpty();
  }

  @Test
  void anUpstreamThatIsBusyForGoodIsDown() {
    house.sync.answer("pypi", "demo", failed(503, "answered with status 429"));
    house.get("/simple/demo/");

    assertThat(failing())
        .singleElement()
        .satisfies(
            upstream -> assertThat(upstream).containsEntry("reason", "answered with status 429"));
  }

  @Test
  void aSourceThatIsGoneFailsNoLonger() {
    house.sync.answer("pypi", "demo", failed(502, REFUSED));
    house.get("/simple/demo/");

    house.done(200, "DELETE", "/repos/main/sources/pypi", null);
    house.done(204, "DELETE", "/sources/pypi", null);

    assertThat(failing()).isEmpty();
    assertThat(house.bare("/health").body()).contains("\"upstreams\":\"up\"");
  }

  @SuppressWarnings("unchecked")
  private List<Map<String, Object>> failing() {
    return (List<Map<String, Object>>)
        House.parse(house.get("/internal/upstreams").body()).get("failing");
  }
}
