package dev.larder.e2e.publisher;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.larder.e2e.client.Finished;
import dev.larder.e2e.client.Installation;
import dev.larder.e2e.client.Installer;
import dev.larder.e2e.client.NewFolder;
import dev.larder.e2e.client.Program;
import dev.larder.e2e.client.Venv;
import dev.larder.e2e.server.Fixture;
import dev.larder.e2e.server.Http;
import dev.larder.e2e.server.SharedFixture;
import dev.larder.e2e.trust.OwnAuthority;
import dev.larder.e2e.upload.UploadForm;
import dev.larder.e2e.wheel.Distribution;
import dev.larder.e2e.wheel.Package;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** {@code uv publish --trusted-publishing always} within a job of a CI system (RTP-1 to RTP-3). */
@Order(54)
@ExtendWith(SharedFixture.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TrustedPublishingTest {
  private static final String JOB = "repo:acme/app:environment:release";

  private final Fixture fixture;
  private TestIssuer issuer;
  private TlsFront front;

  TrustedPublishingTest(Fixture fixture) {
    this.fixture = fixture;
  }

  @BeforeAll
  void start() {
    issuer = new TestIssuer();
    Path tls = NewFolder.in(fixture.folder(), "tls");
    front =
        new TlsFront(
            OwnAuthority.in(tls, "localhost"), tls, URI.create(fixture.larder().url()).getPort());
  }

  @AfterAll
  void stop() {
    front.close();
    issuer.close();
  }

  private Finished larder(String... args) {
    return fixture.larder().larder(args);
  }

  private String publisher(String job, String project) throws Exception {
    Finished created =
        larder(
            "create",
            "publisher",
            "--source=private",
            "--project=" + project,
            "--issuer=" + issuer.url(),
            "--claims",
            "sub=" + job,
            "--output-format=json");
    assertThat(created.succeeded()).as("%s", created).isTrue();
    return new ObjectMapper().readTree(created.out()).path("guid").asText();
  }

  private Finished publish(String job, Distribution file) {
    Venv uv = Venv.of("uv-0.13.9");
    return Program.isolated(
            NewFolder.in(fixture.folder(), "home"),
            List.of(
                uv.bin("uv"),
                "publish",
                "--no-config",
                "--trusted-publishing",
                "always",
                "--publish-url",
                front.url() + "/upload/pypi/private",
                file.path().toString()))
        .with(issuer.environment(job))
        .with("SSL_CERT_FILE", front.ca().toString())
        .with("UV_HTTP_RETRIES", "0")
        .within(Duration.ofMinutes(2))
        .run();
  }

  @Test
  void aJobPublishesWithoutAStoredSecretAndOnlyWhatItMay() throws Exception {
    String guid = publisher(JOB, "uv-trusted-*");
    Package made = Package.of("uv-trusted-demo", "1.0");

    Finished published = publish(JOB, made.wheel(fixture.newFolder()));

    assertThat(published.succeeded()).as("%s", published).isTrue();
    assertThat(published.words())
        .as("uv brings its token back, and has nothing to complain of")
        .doesNotContainIgnoringCase("warn")
        .doesNotContainIgnoringCase("burn");
    Installation installed =
        Installer.UV_0_13.install(fixture.folder(), fixture.larder().indexUrl(), made.name());
    assertThat(installed.says(made)).as("%s", installed).isEqualTo(made.says());

    Finished other = publish(JOB, Package.of("another-project", "1.0").wheel(fixture.newFolder()));
    assertThat(other.succeeded()).isFalse();
    assertThat(other.words())
        .contains("The given token isn't allowed to upload to project 'another-project'.");

    assertThat(larder("list", "publishers").out()).contains(guid, "uv-trusted-*", "sub=" + JOB);
    Finished deleted = larder("delete", "publisher", "--guid=" + guid);
    assertThat(deleted.succeeded()).as("%s", deleted).isTrue();
    Finished late = publish(JOB, Package.of("uv-trusted-demo", "2.0").wheel(fixture.newFolder()));
    assertThat(late.succeeded()).isFalse();
    assertThat(larder("list", "publishers").out()).doesNotContain(guid);
  }

  @Test
  void aJobThatWasNotMeantIsRefusedAndToldWhy() throws Exception {
    publisher("repo:acme/meant", "uv-meant");

    Finished refused =
        publish("repo:evil/app", Package.of("uv-meant", "1.0").wheel(fixture.newFolder()));

    assertThat(refused.succeeded()).isFalse();
    assertThat(refused.words()).contains("no trusted publisher matches this token");
    assertThat(Http.get(fixture.larder().indexUrl() + "uv-meant/").statusCode()).isEqualTo(404);
  }

  @Test
  void aTokenThatWasBroughtBackIsRefusedByTheNextRequestAndItsPublishersOthersAreNot()
      throws Exception {
    String job = "repo:acme/burnt";
    publisher(job, "uv-burnt-*");
    String token = given(job);
    String other = given(job);
    assertThat(upload(token, "uv-burnt-one").statusCode()).isEqualTo(200);

    assertThat(burn(token).statusCode()).isEqualTo(202);

    assertThat(upload(token, "uv-burnt-two").statusCode()).isEqualTo(403);
    assertThat(upload(other, "uv-burnt-two").statusCode()).isEqualTo(200);
    HttpResponse<String> own = burn(fixture.token());
    assertThat(own.statusCode()).isEqualTo(422);
    assertThat(own.body()).contains("no token that a trusted publisher gave here");
    assertThat(upload(fixture.token(), "uv-burnt-three").statusCode()).isEqualTo(200);
    assertThat(Http.post(fixture.larder().url() + "/_/oidc/burn-token", "").statusCode())
        .isEqualTo(422);
  }

  private String given(String job) {
    HttpResponse<String> minted =
        Http.post(
            fixture.larder().url() + "/_/oidc/mint-token",
            "{\"token\":\"%s\"}".formatted(issuer.token(job, "larder")));
    assertThat(minted.statusCode()).as(minted.body()).isEqualTo(200);
    return Http.json(minted).path("token").asText();
  }

  private HttpResponse<String> burn(String token) {
    return Http.post(
        fixture.larder().url() + "/_/oidc/burn-token", "{\"token\":\"%s\"}".formatted(token));
  }

  private HttpResponse<String> upload(String token, String project) throws Exception {
    return UploadForm.send(
        fixture.larder().uploadUrl(), token, Package.of(project, "1.0").wheel(fixture.newFolder()));
  }

  @Test
  void theAudienceIsToldAtTheRootWhateverThePathOfTheUpload() {
    JsonNode audience = Http.json(Http.get(fixture.larder().url() + "/_/oidc/audience"));

    assertThat(audience.toString()).isEqualTo("{\"audience\":\"larder\"}");
  }
}
