package dev.larder.service.problem;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ProblemTest {
  @Test
  void aDetailIsOneLineWhateverStandsInIt() {
    assertThat(new Problem("t", 400, "a\r\nb\u2028c\td").line()).isEqualTo("a??b?c?d\n");
  }

  @Test
  void problemsAreForServicesTheApiAndWhoAsksForThem() {
    for (String path : List.of("/__api__/v1/repos", "/internal/look", "/_/oidc/mint-token")) {
      assertThat(Problem.isWanted(path, List.of())).as(path).isTrue();
    }
    assertThat(Problem.isWanted("/simple/", List.of("text/html"))).isFalse();
    assertThat(Problem.isWanted("/simple/", List.of("text/html", "Application/Problem+JSON;q=1")))
        .isTrue();
  }

  @Test
  void whatNoCodeAnswersIsToldWithoutTheInside() {
    assertThat(UnhandledRequest.detail("s", "r", "GET", "/x", 404, Optional.of("no")))
        .isEqualTo("There is nothing at /x");
    assertThat(UnhandledRequest.detail("s", "r", "PUT", "/x", 405, Optional.of("no")))
        .isEqualTo("PUT is not known at /x");
    assertThat(UnhandledRequest.detail("s", "r", "PUT", "/x", 400, Optional.of("first\nsecond")))
        .isEqualTo("first");
    assertThat(UnhandledRequest.detail("s", "r", "PUT", "/x", 400, Optional.of(" ")))
        .isEqualTo("This request can't be understood");
    assertThat(UnhandledRequest.detail("s", "r", "PUT", "/x", 500, Optional.of("inside")))
        .isEqualTo("Something failed inside s; its log says what (request_id r)");
  }
}
