package dev.larder.e2e.token;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.larder.e2e.client.Finished;
import dev.larder.e2e.client.Twine;
import dev.larder.e2e.server.Fixture;
import dev.larder.e2e.server.Http;
import dev.larder.e2e.server.SharedFixture;
import dev.larder.e2e.server.Waiting;
import dev.larder.e2e.upload.UploadForm;
import dev.larder.e2e.wheel.Distribution;
import dev.larder.e2e.wheel.Package;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Tokens by the command, and what happens to uploads with bad ones (RAUTH-5). */
@Order(52)
@ExtendWith(SharedFixture.class)
class TokenTest {
  private static final String BAD = "Invalid or non-existent authentication information.";
  private final Fixture fixture;

  TokenTest(Fixture fixture) {
    this.fixture = fixture;
  }

  private Finished larder(String... args) {
    return fixture.larder().larder(args);
  }

  private Distribution newFile(String project) {
    return Package.of(project, "1.0").wheel(fixture.newFolder());
  }

  private HttpResponse<String> upload(String token, String project) throws Exception {
    return UploadForm.send(fixture.larder().uploadUrl(), token, newFile(project));
  }

  @Test
  void theTokenAloneIsTheResultAndItEndsWhenItWasToldTo() throws Exception {
    Finished created =
        larder(
            "create",
            "token",
            "--description=thirty days",
            "--sources=private",
            "--scope=sources:write",
            "--expires=30d");

    assertThat(created.succeeded()).as("%s", created).isTrue();
    assertThat(created.out().lines()).hasSize(1);
    assertThat(created.err()).contains("Be sure to record this token immediately");
    JsonNode claims =
        new ObjectMapper()
            .readTree(Base64.getUrlDecoder().decode(created.out().strip().split("\\.")[1]));
    assertThat(Instant.ofEpochSecond(claims.path("exp").asLong()))
        .isBetween(
            Instant.now().plus(Duration.ofDays(30)).minusSeconds(120),
            Instant.now().plus(Duration.ofDays(30)).plusSeconds(5));
  }

  @Test
  void listShowsWhatWasMadeAndNotTheToken() {
    String token = fixture.larder().uploadToken("to be listed");

    Finished listed = larder("list", "tokens");

    assertThat(listed.out()).contains("to be listed").contains("private").doesNotContain(token);
  }

  @ParameterizedTest
  @EnumSource
  void aRevokedTokenIsRefusedByTheNextRequest(Twine twine) throws Exception {
    String token = fixture.larder().uploadToken("short life " + twine.key());
    assertThat(upload(token, "before-" + twine.key()).statusCode()).isEqualTo(200);

    Finished revoked = larder("revoke", "token", "--token=" + token);
    HttpResponse<String> next = upload(token, "after-" + twine.key());

    assertThat(revoked.succeeded()).as("%s", revoked).isTrue();
    assertThat(next.statusCode()).isEqualTo(403);
    Finished twineSays =
        twine.upload(
            fixture.folder(), fixture.larder().uploadUrl(), token, newFile("after-" + twine.key()));
    assertThat(twineSays.succeeded()).isFalse();
    assertThat(twineSays.words()).contains("403").contains(BAD);
    assertThat(larder("list", "tokens", "--revoked=yes").out())
        .contains("short life " + twine.key());
  }

  @Test
  void aTokenIsRevokedByItsGuidToo() throws Exception {
    Finished created =
        larder("create", "token", "--description=by guid", "--sources=private", "-o", "json");
    JsonNode made = new ObjectMapper().readTree(created.out());

    assertThat(larder("revoke", "token", "--guid=" + made.path("guid").asText()).succeeded())
        .isTrue();

    assertThat(upload(made.path("token").asText(), "by-guid").statusCode()).isEqualTo(403);
  }

  @Test
  void aTokenOfADeletedSourceReachesNoneThatIsMadeLaterUnderItsName() throws Exception {
    assertThat(larder("create", "source", "--name=fleeting", "--type=local-python").succeeded())
        .isTrue();
    String token =
        larder("create", "token", "--description=fleeting", "--sources=fleeting", "--quiet")
            .out()
            .strip();
    String url = fixture.larder().url() + "/upload/pypi/fleeting";
    assertThat(UploadForm.send(url, token, newFile("fleeting-one")).statusCode()).isEqualTo(200);

    assertThat(larder("delete", "source", "--name=fleeting").succeeded()).isTrue();
    assertThat(UploadForm.send(url, token, newFile("fleeting-two")).statusCode()).isEqualTo(404);
    assertThat(larder("create", "source", "--name=fleeting", "--type=local-python").succeeded())
        .isTrue();

    HttpResponse<String> later = UploadForm.send(url, token, newFile("fleeting-three"));
    assertThat(later.statusCode()).isEqualTo(403);
    assertThat(later.body()).contains("isn't allowed to upload to source 'fleeting'");
  }

  @Test
  void aTokenForSomeProjectsUploadsNoOther() throws Exception {
    String token =
        larder(
                "create",
                "token",
                "--description=some projects",
                "--sources=private",
                "--projects=some-*",
                "--quiet")
            .out()
            .strip();

    assertThat(upload(token, "some-project").statusCode()).isEqualTo(200);
    HttpResponse<String> other = upload(token, "other-project");

    assertThat(other.statusCode()).isEqualTo(403);
    assertThat(other.body())
        .isEqualTo("The given token isn't allowed to upload to project 'other-project'.\n");
    assertThat(larder("list", "tokens").out()).contains("some-*");
  }

  @Test
  void anExpiredTokenIsRefused() throws Exception {
    String token =
        larder(
                "create",
                "token",
                "--description=brief",
                "--sources=private",
                "--expires=2s",
                "--quiet")
            .out()
            .strip();

    Waiting.until(
        Duration.ofSeconds(20),
        "the token has expired",
        () -> upload(token, "expired").statusCode() == 403);

    assertThat(upload(token, "expired").body()).contains(BAD);
  }

  @Test
  void withoutCredentialsAnUploadIsAskedForThem() throws Exception {
    HttpResponse<String> response =
        UploadForm.sendAnonymously(fixture.larder().uploadUrl(), newFile("anonymous"));

    assertThat(response.statusCode()).isEqualTo(401);
    assertThat(response.headers().firstValue("WWW-Authenticate").orElse(""))
        .startsWith("Basic realm=");
  }

  @ParameterizedTest
  @EnumSource
  void somethingThatIsNoTokenIsRefusedInWordsThatTwinePrints(Twine twine) {
    Finished refused =
        twine.upload(
            fixture.folder(), fixture.larder().uploadUrl(), "pypi-nonsense", newFile("nonsense"));

    assertThat(refused.succeeded()).isFalse();
    assertThat(refused.words()).contains("403").contains(BAD);
  }

  @Test
  void aTokenForReadingDoesNotUpload() throws Exception {
    String token =
        larder("create", "token", "--description=reads", "--repos=main", "--quiet").out().strip();

    assertThat(upload(token, "reads-only").statusCode()).isEqualTo(403);
  }

  @Test
  void aTokenForAnotherSourceDoesNotUploadHere() throws Exception {
    String token =
        larder("create", "token", "--description=other", "--sources=pypi", "--quiet").out().strip();

    assertThat(upload(token, "other-source").statusCode()).isEqualTo(403);
  }

  @Test
  void aSourceThatDoesNotExistIsMissingToThoseWhoMayAsk() throws Exception {
    String url = fixture.larder().url() + "/upload/pypi/nowhere";
    String token =
        larder("create", "token", "--description=all", "--sources=*", "--quiet").out().strip();

    assertThat(UploadForm.send(url, token, newFile("nowhere")).statusCode()).isEqualTo(404);
    assertThat(UploadForm.sendAnonymously(url, newFile("nowhere")).statusCode()).isEqualTo(401);
  }

  @Test
  void aTokenForASourceThatDoesNotExistIsRefusedWithTheNamesOfThoseThatDo() {
    Finished refused = larder("create", "token", "--description=d", "--sources=nowhere");

    assertThat(refused.exitCode()).isEqualTo(1);
    assertThat(refused.err().lines()).hasSize(1);
    assertThat(refused.err()).contains("nowhere").contains("private").contains("pypi");
  }

  @Test
  void anAdministratorsTokenOpensTheAdminApiAndAnUploadTokenDoesNot() {
    String admin =
        larder("create", "token", "--description=admin", "--scope=global:admin", "--quiet")
            .out()
            .strip();
    String tokens = fixture.larder().url() + "/__api__/v1/tokens";

    assertThat(Http.get(tokens, "Authorization", "Bearer " + admin).statusCode()).isEqualTo(200);
    assertThat(Http.get(tokens, "Authorization", "Bearer " + fixture.token()).statusCode())
        .isEqualTo(403);
  }

  @Test
  void theCommandShowsWhatIsThereAfterTheFirstStart() {
    assertThat(larder("list", "sources").out())
        .containsPattern("(?m)^private +Local Python ")
        .containsPattern("(?m)^pypi +PyPI +" + Pattern.quote(fixture.upstream().url() + " "));
    assertThat(larder("list", "repos").out()).contains("main").contains("private,pypi");
    assertThat(larder("status").out()).contains(": up").contains("postgresql").contains("keycloak");
  }
}
