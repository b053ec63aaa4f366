package dev.larder.e2e.publish;

import static org.assertj.core.api.Assertions.assertThat;

import dev.larder.e2e.client.Finished;
import dev.larder.e2e.server.Fixture;
import dev.larder.e2e.server.Http;
import dev.larder.e2e.server.SharedFixture;
import dev.larder.e2e.wheel.Hashing;
import dev.larder.e2e.wheel.Package;
import java.util.Optional;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Clients that are asked to leave out what is there already. */
@Order(57)
@ExtendWith(SharedFixture.class)
class SkipTest {
  private final Fixture fixture;

  SkipTest(Fixture fixture) {
    this.fixture = fixture;
  }

  private Project newProject(String name, Uploader uploader) {
    return Project.built(fixture.newFolder(), Package.of(name + uploader.key(), "1.0"));
  }

  private Finished publish(Uploader uploader, Project project, String... more) {
    return uploader.publish(
        new Attempt(
            project, Form.ENVIRONMENT, fixture.larder().uploadUrl(), Optional.of(fixture.token())),
        more);
  }

  private String page(Project project) {
    return Http.get(fixture.larder().indexUrl() + project.made().name() + "/").body();
  }

  private static String sha256(Uploader uploader, Project project) {
    return Hashing.of(project.dist().resolve(uploader.tool().filename(project.made())));
  }

  /** RUP-7: they know by the words "already exist". */
  @ParameterizedTest
  @CsvSource({
    "TWINE_3, because it appears to already exist",
    "TWINE_4, because it appears to already exist",
    "TWINE_5, because it appears to already exist",
    "TWINE_6, because it appears to already exist",
    "POETRY_1, File exists. Skipping",
    "POETRY_2, File exists. Skipping",
    "PDM, because it appears to already exist"
  })
  void aNameThatIsTakenIsLeftOutAndThatIsSaid(Uploader uploader, String words) {
    Project project = newProject("skip", uploader);
    assertThat(publish(uploader, project).succeeded()).isTrue();
    String first = sha256(uploader, project);

    Finished skipped = publish(uploader, project.changed(), "--skip-existing");

    assertThat(skipped.exitCode()).as("%s", skipped).isZero();
    assertThat(skipped.words()).contains(words);
    assertThat(page(project)).contains(first);
  }

  /** The client's own limit: docs/publishing.md says so. */
  @Test
  void twineSevenSkipsForPyPIAlone() {
    Project project = newProject("skip", Uploader.TWINE_7);

    Finished refused = publish(Uploader.TWINE_7, project, "--skip-existing");

    assertThat(refused.exitCode()).as("%s", refused).isEqualTo(1);
    assertThat(refused.words())
        .contains("does not have support for the following features: --skip-existing");
  }

  @ParameterizedTest
  @EnumSource(names = {"UV_0_5", "UV_0_13"})
  void uvLooksAtTheIndexFirstAndTellsTheSameBytesFromOthers(Uploader uploader) {
    Project project = newProject("check", uploader);
    assertThat(publish(uploader, project).succeeded()).isTrue();
    String first = sha256(uploader, project);

    Finished again = publish(uploader, project, "--check-url", fixture.larder().indexUrl());
    Finished other =
        publish(uploader, project.changed(), "--check-url", fixture.larder().indexUrl());

    assertThat(again.exitCode()).as("%s", again).isZero();
    assertThat(again.words()).contains("already exists, skipping");
    assertThat(other.exitCode()).as("%s", other).isEqualTo(2);
    assertThat(other.words()).contains("Local file and index file do not match");
    assertThat(page(project)).contains(first);
  }
}
