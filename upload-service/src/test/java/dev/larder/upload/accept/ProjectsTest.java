package dev.larder.upload.accept;

import static org.assertj.core.api.Assertions.assertThat;

import dev.larder.packaging.Sha256;
import dev.larder.upload.testing.Distributions;
import dev.larder.upload.testing.Fixture;
import dev.larder.upload.testing.Fixture.Answer;
import dev.larder.upload.testing.Form;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tokens that may upload some projects only. */
class ProjectsTest {

  private static Fixture fixture;

  @BeforeAll
  static void start(@TempDir Path folder) throws Exception {
    fixture = new Fixture(folder, Map.of());
  }

  @AfterAll
  static void stop() throws Exception {
    fixture.close();
  }

  private static String token(String patterns) {
    return "{\"kind\":\"token\",\"id\":\"g\",\"scopes\":[\"sources:write\"],\"sources\":[\"*\"],\"repos\":[],\"projects\":[%s]}"
        .formatted(patterns);
  }

  private static Answer upload(String project, String patterns) throws Exception {
    byte[] wheel = Distributions.wheel(project, "1");
    return fixture.upload(
        "private",
        Form.of("bdist_wheel", project, "1")
            .field("sha256_digest", Sha256.ofBytes(wheel).hex())
            .content(project.replace('-', '_') + "-1-py3-none-any.whl", wheel)
            .body(),
        token(patterns),
        Map.of());
  }

  @ParameterizedTest
  @CsvSource({
    "corp_util, corp-*",
    "Corp.Web, corp-*",
    "exact, exact",
    "a-mid-z, a-*-z",
    "second, other|se*",
    "aaab, *a*b",
    "anything, *"
  })
  void aProjectThatAPatternMatchesIsPublished(String project, String patterns) throws Exception {
    Answer answer = upload(project, "\"" + patterns.replace("|", "\",\"") + "\"");

    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource({"corp, corp-*", "corporate, corp-*", "other, corp-*", "exact1, exact", "ab, *a"})
  void anotherIsRefusedAndNothingOfItKept(String project, String pattern) throws Exception {
    int before = fixture.s3().keys().size();

    Answer answer = upload(project, "\"" + pattern + "\"");

    assertThat(answer.status()).isEqualTo(403);
    assertThat(answer.reason())
        .isEqualTo("The given token isn't allowed to upload to project '%s'.".formatted(project));
    assertThat(answer.body().strip()).isEqualTo(answer.reason());
    assertThat(fixture.s3().keys()).hasSize(before);
  }

  @Test
  void aTokenWithoutAnyPatternMayUploadNothing() throws Exception {
    assertThat(upload("corp-a", "").status()).isEqualTo(403);
  }

  @Test
  void aPatternOfManyStarsTakesNoLongTime() throws Exception {
    String project = "a".repeat(200);

    assertThat(upload(project, "\"" + "*a".repeat(31) + "*b\"").status()).isEqualTo(403);
  }

  @Test
  void aFileCannotPassUnderAnotherProjectsName() throws Exception {
    byte[] wheel = Distributions.wheel("evil", "1");
    int before = fixture.index().published().size();
    Form form =
        Form.of("bdist_wheel", "corp-a", "1")
            .field("sha256_digest", Sha256.ofBytes(wheel).hex())
            .content("corp_a-1-py3-none-any.whl", wheel);

    Answer answer = fixture.upload("private", form.body(), token("\"corp-*\""), Map.of());

    assertThat(answer.status()).isEqualTo(400);
    assertThat(fixture.index().published()).hasSize(before);
  }
}
