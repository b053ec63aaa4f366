package dev.larder.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The session that users of {@code rspm} know, whose output their scripts read. */
class ToTheLetterTest {
  private FakeApi api;

  @BeforeEach
  void start() throws Exception {
    api = new FakeApi();
  }

  @AfterEach
  void stop() {
    api.close();
  }

  private String larder(String... args) {
    Ran ran = Ran.larder(Map.of("LARDER_ADDRESS", api.address()), args);
    assertThat(ran.err()).isEmpty();
    assertThat(ran.exitCode()).isZero();
    return ran.out();
  }

  @Test
  void aRepositoryIsMadeWithADescription() {
    api.answers("POST /__api__/v1/repos", 201, repo("pypi", "Access PyPI packages", ""));

    assertThat(
            larder(
                "create",
                "repo",
                "--name=pypi",
                "--type=python",
                "--description=Access PyPI packages"))
        .isEqualTo("Repository: pypi - Access PyPI packages - Python\n");
  }

  @Test
  void aRepositoryIsMadeWithoutADescription() {
    api.answers("POST /__api__/v1/repos", 201, repo("python-repo", "", ""));

    assertThat(larder("create", "repo", "--name=python-repo", "--type=python"))
        .isEqualTo("Repository: python-repo - Python\n");
  }

  @Test
  void aMirrorIsSubscribedTo() {
    api.answers(
        "POST /__api__/v1/repos/pypi/sources",
        200,
        repo("pypi", "Access PyPI packages", "{\"name\":\"pypi\",\"type\":\"pypi\"}"));

    assertThat(larder("subscribe", "--repo=pypi", "--source=pypi"))
        .isEqualTo("Repository: pypi\nSources:\n--pypi (PyPI)\n");
  }

  @Test
  void aLocalSourceIsSubscribedTo() {
    api.answers(
        "POST /__api__/v1/repos/python-repo/sources",
        200,
        repo("python-repo", "", "{\"name\":\"local-python-src\",\"type\":\"local-python\"}"));

    assertThat(larder("subscribe", "--repo=python-repo", "--source=local-python-src"))
        .isEqualTo("Repository: python-repo\nSources:\n--local-python-src (Local Python)\n");
  }

  @Test
  void aLocalSourceIsMade() {
    api.answers(
        "POST /__api__/v1/sources",
        201,
        """
        {"name":"local-python-src","type":"local-python","url":null,"maxFileSize":null,
         "claims":[],"repos":[],"created":"2026-01-01T00:00:00Z"}
        """);

    assertThat(larder("create", "source", "--name=local-python-src", "--type=local-python"))
        .isEqualTo("Source 'local-python-src':\n Type:  Local Python\n");
  }

  @Test
  void aMirrorIsSynchronized() {
    String sync =
        """
        {"id":"7c","source":"pypi","state":"%s","phase":"fetch",
         "packages":{"listed":231734,"total":231734,"done":%d,"failed":0}}
        """;
    String begun = sync.formatted("running", 0);
    api.answers("POST /__api__/v1/syncs", 202, "{\"syncs\":[" + begun + "]}");
    api.tells(
        "GET /__api__/v1/syncs/7c/events",
        begun,
        sync.formatted("running", 115867),
        sync.formatted("complete", 231734));

    Ran ran =
        Ran.larder(Map.of("LARDER_ADDRESS", api.address()), new Wide(120), "sync", "--type=pypi");

    assertThat(ran.exitCode()).isZero();
    assertThat(ran.err().replaceAll("[0-9]+s", "5m9s").split("\r|\n"))
        .containsExactly(
            "Initiated PyPI synchronization for pypi. Depending on how much data has been previously synchronized, this could take a while. Actions will appear in the Larder UI as they are completed.",
            "",
            "Packages in pypi snapshot: 0 / 231734 [>---------------------------] 5m9s\u001b[K",
            "Packages in pypi snapshot: 115867 / 231734 [=============>--------------] 5m9s\u001b[K",
            "Packages in pypi snapshot: 231734 / 231734 [============================] 5m9s\u001b[K");
    assertThat(ran.out()).isEqualTo("PyPI synchronization for pypi complete\n");
  }

  private static String repo(String name, String description, String source) {
    return """
        {"name":"%s","type":"python","default":false,"description":"%s","hidden":false,
         "authenticated":false,"sources":[%s],"created":"2026-01-01T00:00:00Z"}
        """
        .formatted(name, description, source);
  }
}
