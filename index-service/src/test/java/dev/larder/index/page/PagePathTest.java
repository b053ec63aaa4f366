package dev.larder.index.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PagePathTest {

  @Test
  void everyFormOfTheUrlIsUnderstood() {
    assertThat(PagePath.parse("/simple/")).contains(path("", "latest", null, true, 1));
    assertThat(PagePath.parse("/simple/demo/")).contains(path("", "latest", "demo", true, 2));
    assertThat(PagePath.parse("/latest/simple")).contains(path("", "latest", null, false, 2));
    assertThat(PagePath.parse("/latest/simple/demo"))
        .contains(path("", "latest", "demo", false, 3));
    assertThat(PagePath.parse("/main/latest/simple/"))
        .contains(path("main", "latest", null, true, 2));
    assertThat(PagePath.parse("/main/latest/simple/demo/"))
        .contains(path("main", "latest", "demo", true, 3));
    assertThat(PagePath.parse("/main/latest/simple/a%2Eb/"))
        .contains(path("main", "latest", "a.b", true, 3));
    assertThat(PagePath.parse("/2019-03-01/simple/"))
        .contains(path("", "2019-03-01", null, true, 2));
    assertThat(PagePath.parse("/main/2019-03-01T12%3A00%3A00%2B01:00/simple/simple/"))
        .contains(path("main", "2019-03-01T12:00:00+01:00", "simple", true, 3));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/demo/", "/simple//", "/simple/a/b/", "/a/b/latest/simple/"})
  void anythingElseIsNoPage(String path) {
    assertThat(PagePath.parse(path)).isEmpty();
  }

  private static PagePath path(
      String repository, String snapshot, String project, boolean slash, int depth) {
    return new PagePath(repository, snapshot, Optional.ofNullable(project), slash, depth);
  }
}
