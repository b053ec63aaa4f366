package dev.larder.cli.info;

import static org.assertj.core.api.Assertions.assertThat;

import dev.larder.cli.FakeApi;
import dev.larder.cli.Ran;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InfoTest {
  private FakeApi api;

  @BeforeEach
  void start() throws Exception {
    api = new FakeApi();
  }

  @AfterEach
  void stop() {
    api.close();
  }

  private Ran larder(String args) {
    return Ran.larder(Map.of("LARDER_ADDRESS", api.address()), args.split(" "));
  }

  @Test
  void aPackageIsShownWithWhatEachSourceHasOfItAndWhoShowsIt() {
    api.answers(
        "GET /__api__/v1/packages/corp",
        200,
        """
        {"name":"corp","sources":[
          {"source":"private","type":"local-python","files":3,"versions":["1.0","0.9"],
           "latest":"1.0","status":"archived","signed":true,"serial":17,
           "metadata":{"version":"0.9","summary":"Of the company","author":null,
            "authorEmail":"a@corp.example","license":"All of it","licenseExpression":"MIT",
            "keywords":null,"requiresDist":["other>=1","more"]}},
          {"source":"pypi","type":"pypi","files":1,"versions":["9"],"latest":null,
           "status":null,"signed":false,"serial":4,"metadata":null}],
         "repos":[{"repo":"main","source":"private"}]}
        """);

    assertThat(larder("info --package=corp").out())
        .isEqualTo(
            """
            Package: corp
            Sources:
            --private (Local Python): 3 files
              Latest:  1.0
              Versions:  1.0,0.9
              Status:  archived
              Signed:  yes
              Serial:  17
              Described by:  0.9
              Summary:  Of the company
              License:  MIT
              Author:  a@corp.example
              Depends on:  other>=1
              Depends on:  more
            --pypi (PyPI): 1 file
              Versions:  9
              Serial:  4
              Summary, license, author, keywords, dependencies:  unknown
            Repositories:
            --main (from private)
            """);
  }

  @Test
  void aSourceIsShownWithItsClaims() {
    api.answers(
        "GET /__api__/v1/sources/private",
        200,
        """
        {"name":"private","type":"local-python","url":null,"maxFileSize":1000,
         "claims":["corp-*"],"repos":["main","team"],"created":"2026-01-01T00:00:00Z"}
        """);

    assertThat(larder("info --source=private").out())
        .isEqualTo(
            """
            Source 'private':
             Type:  Local Python
             Largest file:  1000 bytes
             Claims:  corp-*
             Repositories:  main,team
             Created:  2026-01-01T00:00:00Z
            """);
  }

  @Test
  void aMirrorIsShownWithWhatItsUpstreamSaysThatIsNotTakenOver() {
    api.answers(
        "GET /__api__/v1/sources/pypi",
        200,
        """
        {"name":"pypi","type":"pypi","url":"https://host/simple/","maxFileSize":null,"claims":[],
         "repos":[],"created":"2026-01-01T00:00:00Z",
         "leftOut":[{"what":"file","why":"its link can't be read","count":4,"projects":2,
                     "example":"demo: demo-1.zip"}],
         "behind":[{"project":"demo","since":"2026-01-02T00:00:00Z","looks":3}]}
        """);

    assertThat(larder("info --source=pypi").out())
        .endsWith(
            """
             Created:  2026-01-01T00:00:00Z
             Left out: file (4 times): its link can't be read; the first: demo: demo-1.zip
             Behind: demo: the upstream answers with a lower serial than before since 2026-01-02T00:00:00Z (3 looks)
            """);
  }

  @Test
  void aRepositoryIsShownWithItsSources() {
    api.answers(
        "GET /__api__/v1/repos/main",
        200,
        """
        {"name":"main","type":"python","default":true,"description":"","hidden":true,
         "authenticated":false,"sources":[{"name":"pypi","type":"pypi"}],
         "created":"2026-01-01T00:00:00Z"}
        """);

    assertThat(larder("info --repo=main").out())
        .isEqualTo(
            """
            Repository: main - Python
            Sources:
            --pypi (PyPI)
            Default:  yes
            Hidden:  yes
            Authenticated:  no
            Created:  2026-01-01T00:00:00Z
            """);
  }

  @Test
  void whatDoesNotExistIsRefusedByTheServer() {
    api.refuses("GET /__api__/v1/repos/x", 404, "repository 'x' does not exist; existing: a, b");

    Ran ran = larder("info --repo=x");

    assertThat(ran.exitCode()).isEqualTo(1);
    assertThat(ran.err()).isEqualTo("repository 'x' does not exist; existing: a, b\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"info", "info --repo=a --source=b", "info --source=b --package=c", "info --repo="})
  void oneOfTheThreeIsAskedFor(String args) {
    assertThat(larder(args).exitCode()).isEqualTo(2);
    assertThat(api.calls()).isEmpty();
  }
}
