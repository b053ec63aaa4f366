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

  private static String repo(String name, String description, String source) {
    return """
        {"name":"%s","type":"python","default":false,"description":"%s","hidden":false,
         "authenticated":false,"sources":[%s],"created":"2026-01-01T00:00:00Z"}
        """
        .formatted(name, description, source);
  }
}
