package dev.larder.index.upstream;

import static dev.larder.index.FakeSync.unchanged;
import static dev.larder.index.ListedFiles.file;
import static org.assertj.core.api.Assertions.assertThat;

import dev.larder.index.FakeSync;
import dev.larder.index.Fixture;
import dev.larder.index.ListedFiles;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LeftOutsTest {
  private static final Duration STALE = Duration.ofMinutes(11);
  private static final Map<String, Object> OUTSIDE =
      Map.of("what", "file", "why", "its link leads out", "count", 2, "examples", List.of("b.whl"));

  private Fixture fixture;

  @BeforeEach
  void open() {
    fixture = Fixture.with(Map.of("larder.freshness-wait", "20s"));
  }

  @AfterEach
  void close() {
    fixture.close();
  }

  @Test
  void aPageListsWhatItCanAndWhatWasLeftOutIsToldOfItsSourceAndOfIt() {
    fixture.sync.answer("pypi", "demo", page("\"1\"", List.of(OUTSIDE), file("demo-1.zip")));
    fixture.sync.answer("pypi", "more", page("\"1\"", List.of(OUTSIDE), file("more-1.zip")));
    assertThat(fixture.files("demo")).containsOnlyKeys("demo-1.zip");
    fixture.files("more");
    assertThat(fixture.done(200, "GET", "/sources/pypi", null).get("leftOut"))
        .isEqualTo(
            List.of(
                Map.of(
                    "what",
                    "file",
                    "why",
                    "its link leads out",
                    "count",
                    4,
                    "projects",
                    2,
                    "example",
                    "demo: b.whl")));
    assertThat(ofDemo()).isEqualTo(List.of(OUTSIDE));
  }

  @Test
  void whatIsLeftOutNoMoreIsForgottenButNotByAPageThatIsUnchanged() {
    fixture.sync.answer("pypi", "demo", page("\"1\"", List.of(OUTSIDE), file("demo-1.zip")));
    fixture.files("demo");
    long serial = fixture.serial();
    fixture.sync.answer("pypi", "demo", unchanged());
    fixture.later(STALE);
    fixture.files("demo");
    assertThat(ofDemo()).isEqualTo(List.of(OUTSIDE));
    fixture.sync.answer("pypi", "demo", page("\"2\"", List.of(), file("demo-1.zip")));
    fixture.later(STALE);
    fixture.files("demo");
    assertThat(ofDemo()).isEqualTo(List.of());
    assertThat(fixture.serial()).isEqualTo(serial);
  }

  @Test
  void aPageOfWhichNothingCanBeTakenOverIsNotThereAndTheReasonIsTold() {
    fixture.sync.answer("pypi", "demo", page("\"1\"", List.of(OUTSIDE)));
    HttpResponse<String> response = fixture.get("/simple/demo/");
    assertThat(response.statusCode()).isEqualTo(404);
    assertThat(response.body())
        .contains("No project demo in repository main", "2 × file: ")
        .contains("its link leads out")
        .doesNotContain("b.whl", "pypi");
    assertThat(fixture.get("/simple/demo/", Fixture.CALLER, Fixture.ADMIN).body())
        .contains("2 × file of source 'pypi': ");
    assertThat(fixture.get("/simple/other/").body()).doesNotContain("taken over");
  }

  private Object ofDemo() {
    List<?> sources = (List<?>) fixture.done(200, "GET", "/packages/demo", null).get("sources");
    return ((Map<?, ?>) sources.getFirst()).get("leftOut");
  }

  private static Map<String, Object> page(
      String etag, List<Map<String, Object>> leftOut, ListedFiles... files) {
    Map<String, Object> page = new HashMap<>(FakeSync.page(etag, files));
    page.put("leftOut", leftOut);
    return page;
  }
}
