package dev.larder.auth.publisher;

import static org.assertj.core.api.Assertions.assertThat;

import dev.larder.auth.parts.Fixture;
import dev.larder.auth.parts.RunningService;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Issuers that answer nonsense, and publishers that can't be. */
class IssuersTest {

  @RegisterExtension static final Fixture FIXTURE = new Fixture();

  private static RunningService.Answer create(String source, String issuer, String claims) {
    return FIXTURE
        .service()
        .post(
            "/__api__/v1/publishers",
            "{\"source\":\"%s\",\"project\":\"corp-*\",\"issuer\":\"%s\",\"claims\":{%s}}"
                .formatted(source, issuer, claims));
  }

  @ParameterizedTest
  @CsvSource({
    "no json",
    "another issuer",
    "keys elsewhere without https",
    "no keys",
    "keys that are none",
    "a redirect",
    "a document without end",
  })
  void anIssuerWhoseKeysCannotBeHadGetsNoTokenAndHarmsNobody(String what) {
    try (TestIssuer issuer = new TestIssuer();
        TestIssuer other = new TestIssuer()) {
      create("private", issuer.url(), "\"sub\":\"job\"");
      switch (what) {
        case "no json" -> issuer.discovery = "<html>";
        case "another issuer" -> issuer.discovery = other.discovery;
        case "keys elsewhere without https" ->
            issuer.discovery =
                "{\"issuer\":\"%s\",\"jwks_uri\":\"%s/keys\"}".formatted(issuer.url(), other.url());
        case "no keys" -> issuer.discovery = "{\"issuer\":\"%s\"}".formatted(issuer.url());
        case "keys that are none" -> issuer.jwks = "[]";
        case "a redirect" -> issuer.redirect = other.url() + "/.well-known/openid-configuration";
        default -> issuer.jwks = issuer.jwks + " ".repeat(300 * 1024);
      }

      var answer =
          FIXTURE
              .service()
              .post("/_/oidc/mint-token", "{\"token\":\"%s\"}".formatted(issuer.token("job")));

      assertThat(answer.status()).as("%s", answer).isEqualTo(503);
      assertThat(answer.detail())
          .isEqualTo(
              "the keys of issuer %s can't be had, so its token can't be checked; try again"
                  .formatted(issuer.url()));
      assertThat(other.keysAsked).hasValue(0);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "private|github|\"repository\":\"a/b\"|claims repository and workflow",
        "private|gitlab|\"project_path\":\"a/b\"|claims project_path and workflow",
        "private|https://issuer.example||claim sub",
        "private|https://issuer.example|\"aud\":\"larder\"|claim sub",
        "private|https://issuer.example|\"sub\":\"x\",\"jti\":\"y\"|claim 'jti' can't be",
        "private|https://issuer.example|\"sub\":\"\"|claim 'sub' needs a value",
        "private|https://issuer.example|\"sub\":\"x\",\"a b\":\"y\"|claim 'a b' can't be",
        "private|http://issuer.example|\"sub\":\"x\"|neither 'github' nor 'gitlab' nor an https",
        "private|http://localhost.example|\"sub\":\"x\"|neither 'github'",
        "private|https://u:p@issuer.example|\"sub\":\"x\"|neither 'github'",
        "private|bitbucket|\"sub\":\"x\"|neither 'github'",
        "|https://issuer.example|\"sub\":\"x\"|needs the source",
      })
  void aPublisherThatWouldBeEverybodyOrNobodyIsRefused(
      String source, String issuer, String claims, String why) {
    var answer = create(source == null ? "" : source, issuer, claims == null ? "" : claims);

    assertThat(answer.status()).as("%s", answer).isEqualTo(400);
    assertThat(answer.detail()).contains(why);
  }

  @Test
  void anUnknownSourceIsNamed() {
    var answer = create("nowhere", "https://issuer.example", "\"sub\":\"x\"");

    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.detail()).startsWith("source 'nowhere' does not exist");
  }

  @Test
  void aWordStandsForItsIssuerAndAPublisherIsShownAndWrittenDown() {
    var answer =
        create("private", "github", "\"repository\":\"acme/app\",\"workflow\":\"release.yml\"");

    assertThat(answer.status()).isEqualTo(201);
    String guid = answer.body().get("guid").asString();
    assertThat(answer.body().get("issuer").asString())
        .isEqualTo("https://token.actions.githubusercontent.com");
    assertThat(answer.body().get("source").asString()).isEqualTo("private");
    var list = FIXTURE.service().get("/__api__/v1/publishers").body().get("publishers");
    assertThat(list.toString()).contains(answer.body().toString());
    assertThat(FIXTURE.index().logged(guid))
        .singleElement()
        .satisfies(line -> assertThat(line.body()).contains("create-publisher", "acme/app"));
  }

  @Test
  void aPublisherIsNotMadeWhereThatCannotBeWrittenDown() {
    FIXTURE.index().answerLog(503);
    try {
      assertThat(create("private", "https://unwritten.example", "\"sub\":\"x\"").status())
          .isEqualTo(503);
    } finally {
      FIXTURE.index().answerLog(200);
    }
    assertThat(FIXTURE.service().get("/__api__/v1/publishers").body().toString())
        .doesNotContain("unwritten");
  }

  @Test
  void aPublisherThatDoesNotExistCannotBeDeleted() {
    assertThat(FIXTURE.service().delete("/__api__/v1/publishers/nonsense").status()).isEqualTo(404);
    assertThat(
            FIXTURE
                .service()
                .delete("/__api__/v1/publishers/publisher-6b1c1f0a-0000-4000-8000-000000000000")
                .status())
        .isEqualTo(404);
    String token =
        FIXTURE
            .service()
            .token("{\"description\":\"no publisher\",\"sources\":[\"*\"]}")
            .get("guid")
            .asString();
    assertThat(FIXTURE.service().delete("/__api__/v1/publishers/" + token).status()).isEqualTo(404);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "acme/app|release.yml|acme/app/.github/workflows/release.yml@refs/heads/main|true",
        "acme/app|release.yml|acme/app/.github/workflows/release.yml@0a1b|true",
        "acme/app|release.yml|acme/app/.github/workflows/release.yml@refs/heads/evil|false",
        "acme/app|release.yml|acme/app/.github/workflows/release.yml.yml@refs/heads/main|false",
        "acme/app|release.yml|acme/app/.github/workflows/other.yml@refs/heads/main|false",
        "acme/app2|release.yml|acme/app/.github/workflows/release.yml@refs/heads/main|false",
        "acme/app|release.yml|evil/app/.github/workflows/release.yml@refs/heads/main|false",
      })
  void aWorkflowOfGithubIsItsFile(String repository, String workflow, String ref, boolean matches) {
    var wanted = new TreeMap<>(Map.of("repository", "acme/app", "workflow", workflow));
    var claims =
        Map.<String, Object>of(
            "repository", repository,
            "workflow", "the name of a workflow",
            "job_workflow_ref", ref,
            "ref", "refs/heads/main",
            "sha", "0a1b");

    assertThat(IssuerKind.GITHUB.matches(wanted, claims)).isEqualTo(matches);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "gitlab.com/acme/app//.gitlab-ci.yml@refs/heads/main|true",
        "gitlab.com/acme/app//.gitlab-ci.yml@|false",
        "gitlab.com/acme/app//other.yml@refs/heads/main|false",
        "gitlab.com/evil/app//.gitlab-ci.yml@refs/heads/main|false",
      })
  void aPipelineOfGitlabIsItsFile(String ref, boolean matches) {
    var wanted = new TreeMap<>(Map.of("project_path", "acme/app", "workflow", ".gitlab-ci.yml"));
    var claims = Map.<String, Object>of("project_path", "acme/app", "ci_config_ref_uri", ref);

    assertThat(IssuerKind.GITLAB.matches(wanted, claims)).isEqualTo(matches);
  }

  @Test
  void anEnvironmentThatIsNamedMustBeTheTokens() {
    var wanted = new TreeMap<>(Map.of("sub", "x", "environment", "release", "protected", "true"));

    assertThat(matches(wanted, Map.of("sub", "x", "environment", "release", "protected", true)))
        .isTrue();
    assertThat(matches(wanted, Map.of("sub", "x", "environment", "Release", "protected", true)))
        .isFalse();
    assertThat(matches(wanted, Map.of("sub", "x", "protected", "true"))).isFalse();
    assertThat(matches(new TreeMap<>(), Map.of("sub", "x"))).as("never everybody").isFalse();
  }

  private static boolean matches(TreeMap<String, String> wanted, Map<String, Object> claims) {
    return IssuerKind.OTHER.matches(wanted, claims);
  }
}
