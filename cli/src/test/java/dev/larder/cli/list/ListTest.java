package dev.larder.cli.list;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.larder.cli.FakeApi;
import dev.larder.cli.Ran;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ListTest {
  private static final String REPOS =
      """
      {"repos":[{"name":"main","type":"python","default":true,"description":"",
                 "sources":["private","pypi"],"created":"2026-01-01T00:00:00Z"}]}
      """;
  private FakeApi api;

  @BeforeEach
  void start() throws Exception {
    api = new FakeApi();
    api.answers("GET /__api__/repos", 200, REPOS);
  }

  @AfterEach
  void stop() {
    api.close();
  }

  private Ran larder(String... args) {
    return Ran.larder(Map.of("LARDER_ADDRESS", api.address()), args);
  }

  @Test
  void repositoriesAreShownWithTheirSourcesInOrder() {
    assertThat(larder("list", "repos").out().lines())
        .containsExactly(
            "NAME  TYPE    DEFAULT  SOURCES       DESCRIPTION",
            "main  Python  yes      private,pypi  -");
  }

  @Test
  void sourcesAreShownWithTheirUpstream() {
    api.answers(
        "GET /__api__/sources",
        200,
        """
        {"sources":[{"name":"private","type":"local-python","url":null},
                    {"name":"pypi","type":"pypi","url":"https://index.example/simple/"}]}
        """);

    assertThat(larder("list", "sources").out().lines())
        .containsExactly(
            "NAME     TYPE          UPSTREAM",
            "private  Local Python  -",
            "pypi     PyPI          https://index.example/simple/");
  }

  @Test
  void jsonIsTheAnswerAsItCame() throws Exception {
    var json = new ObjectMapper();

    assertThat(json.readTree(larder("list", "repos", "-o", "json").out()))
        .isEqualTo(json.readTree(REPOS));
  }
}
