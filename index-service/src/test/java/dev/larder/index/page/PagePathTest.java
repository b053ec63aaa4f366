package dev.larder.index.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PagePathTest {

  @Test
  void everyFormOfTheUrlIsUnderstood() {
    assertThat(PagePath.parse("/simple/")).contains(path("", null, true, 1));
    assertThat(PagePath.parse("/simple/demo/")).contains(path("", "demo", true, 2));
    assertThat(PagePath.parse("/latest/simple")).contains(path("", null, false, 2));
    assertThat(PagePath.parse("/latest/simple/demo")).contains(path("", "demo", false, 3));
    assertThat(PagePath.parse("/main/latest/simple/")).contains(path("main", null, true, 2));
    assertThat(PagePath.parse("/main/latest/simple/demo/")).contains(path("main", "demo", true, 3));
    assertThat(PagePath.parse("/main/latest/simple/a%2Eb/")).contains(path("main", "a.b", true, 3));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/demo/",
        "/simple//",
        "/simple/a/b/",
        "/main/simple/",
        "/a/b/latest/simple/"
      })
  void anythingElseIsNoPage(String path) {
    assertThat(PagePath.parse(path)).isEmpty();
  }

  private static PagePath path(String repository, String project, boolean slash, int depth) {
    return new PagePath(repository, Optional.ofNullable(project), slash, depth);
  }
}
