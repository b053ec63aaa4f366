package dev.larder.e2e.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.larder.e2e.client.Finished;
import dev.larder.e2e.server.Fixture;
import dev.larder.e2e.server.Http;
import dev.larder.e2e.server.SharedFixture;
import dev.larder.e2e.upload.UploadForm;
import dev.larder.e2e.wheel.Distribution;
import dev.larder.e2e.wheel.Package;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What becomes of files and projects: removed names, replacements, PEP 792, limits. */
@Order(72)
@ExtendWith(SharedFixture.class)
class LifecycleTest {
  private final Fixture fixture;

  LifecycleTest(Fixture fixture) {
    this.fixture = fixture;
  }

  private Finished larder(String... args) {
    Finished finished = fixture.larder().larder(args);
    assertThat(finished.succeeded()).as("%s: %s", Arrays.toString(args), finished).isTrue();
    return finished;
  }

  private HttpResponse<String> upload(Distribution file) throws Exception {
    return UploadForm.send(fixture.larder().uploadUrl(), fixture.token(), file);
  }

  private Distribution wheel(String project, String version) {
    return Package.of(project, version).wheel(fixture.newFolder());
  }

  private HttpResponse<String> page(String snapshot, String project) {
    return Http.get(
        fixture.larder().url() + "/main/" + snapshot + "/simple/" + project + "/",
        "Accept",
        "application/vnd.pypi.simple.v1+json");
  }

  private HttpResponse<String> file(Distribution file) {
    return Http.get(
        fixture.larder().url() + "/main/packages/" + file.sha256() + "/" + file.filename());
  }

  @Test
  void aRemovedFilesNameIsUsedUpUnlessAnAdministratorPutsAnotherThere() throws Exception {
    Distribution first = wheel("life-removed", "1.0");
    assertThat(upload(first).statusCode()).isEqualTo(200);
    larder("remove", "package", "--source=private", "--name=life-removed@1.0");
    Path other =
        Package.of("life-removed", "1.0").requiring("life-lib").wheel(fixture.newFolder()).path();

    for (Distribution again : new Distribution[] {first, wheel("life-removed", "1.0")}) {
      HttpResponse<String> refused = upload(again);
      assertThat(refused.statusCode()).isEqualTo(400);
      assertThat(refused.body())
          .isEqualTo(
              "This filename was previously used by a file that has since been deleted."
                  + " Use a different version.\n");
    }
    larder("add", "--source=private", "--path=" + other, "--replace");

    assertThat(page("latest", "life-removed").body()).contains(first.filename());
    assertThat(page("latest", "life-removed").body()).doesNotContain(first.sha256());
  }

  @Test
  void anArchivedProjectTakesNoFilesAndShowsThoseThatItHas() throws Exception {
    Distribution first = wheel("life-archived", "1.0");
    assertThat(upload(first).statusCode()).isEqualTo(200);
    String before = serial();
    larder("edit", "project", "--source=private", "--name=life-archived", "--status=archived");

    HttpResponse<String> refused = upload(wheel("life-archived", "1.1"));

    assertThat(refused.statusCode()).isBetween(400, 499);
    assertThat(refused.body()).contains("life-archived", "archived");
    assertThat(page("latest", "life-archived").body())
        .contains("\"project-status\":{\"status\":\"archived\"", first.filename());
    assertThat(page(before, "life-archived").body()).doesNotContain("project-status");
    assertThat(file(first).statusCode()).isEqualTo(200);
  }

  @Test
  void aQuarantinedProjectShowsNoFilesAndServesNone() throws Exception {
    Distribution first = wheel("life-quarantined", "1.0");
    assertThat(upload(first).statusCode()).isEqualTo(200);
    assertThat(file(first).statusCode()).isEqualTo(200);
    larder(
        "edit", "project", "--source=private", "--name=life-quarantined", "--status=quarantined");

    assertThat(upload(wheel("life-quarantined", "1.1")).statusCode()).isBetween(400, 499);
    assertThat(page("latest", "life-quarantined").body())
        .contains("\"status\":\"quarantined\"")
        .doesNotContain(first.filename());
    assertThat(file(first).statusCode()).isEqualTo(404);

    larder("edit", "project", "--source=private", "--name=life-quarantined", "--status=active");
    assertThat(file(first).statusCode()).isEqualTo(200);
  }

  @Test
  void aDeprecatedProjectGoesOnAndSaysSo() throws Exception {
    assertThat(upload(wheel("life-deprecated", "1.0")).statusCode()).isEqualTo(200);
    larder("edit", "project", "--source=private", "--name=life-deprecated", "--status=deprecated");

    assertThat(upload(wheel("life-deprecated", "1.1")).statusCode()).isEqualTo(200);
    assertThat(Http.get(fixture.larder().url() + "/main/latest/simple/life-deprecated/").body())
        .contains("<meta name=\"pypi:project-status\" content=\"deprecated\">");
  }

  @Test
  void aSourcesOwnLimitIsToldInPypisWords() throws Exception {
    larder("create", "source", "--name=life-small", "--type=local-python");
    larder("edit", "source", "--name=life-small", "--max-file-size=100");
    String token =
        larder("create", "token", "--description=life", "--quiet", "--sources=life-small")
            .out()
            .strip();

    HttpResponse<String> refused =
        UploadForm.send(
            fixture.larder().url() + "/upload/pypi/life-small", token, wheel("life-small", "1.0"));

    assertThat(refused.statusCode()).isIn(400, 413);
    assertThat(refused.body()).contains("File too large. Limit for project 'life-small' is");
  }

  private String serial() {
    return page("latest", "life-archived").headers().firstValue("X-PyPI-Last-Serial").orElseThrow();
  }
}
