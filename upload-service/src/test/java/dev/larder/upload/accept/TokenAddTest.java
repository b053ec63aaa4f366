package dev.larder.upload.accept;

import static org.assertj.core.api.Assertions.assertThat;

import dev.larder.packaging.Sha256;
import dev.larder.upload.testing.Distributions;
import dev.larder.upload.testing.Fixture;
import dev.larder.upload.testing.Fixture.Answer;
import dev.larder.upload.testing.Form;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that are added with a token that isn't an administrator's. */
class TokenAddTest {
  private static Fixture fixture;

  @BeforeAll
  static void start(@TempDir Path folder) throws Exception {
    fixture = new Fixture(folder, Map.of());
  }

  @AfterAll
  static void stop() throws Exception {
    fixture.close();
  }

  private static Form form(String name) {
    byte[] wheel = Distributions.wheel(name, "1");
    return Form.of("bdist_wheel", name, "1")
        .field("sha256_digest", Sha256.ofBytes(wheel).hex())
        .content(name + "-1-py3-none-any.whl", wheel);
  }

  private static String token(String scope, String source) {
    return "{\"kind\":\"token\",\"id\":\"g\",\"scopes\":[\"%s\"],\"sources\":[\"%s\"],\"repos\":[]}"
        .formatted(scope, source);
  }

  @Test
  void whoMayWriteToASourceMayAddToIt() throws IOException {
    Answer answer = fixture.add("private", "", form("mine"), token("sources:write", "1"));

    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    assertThat(fixture.index().published().getLast())
        .containsEntry("by", "g")
        .doesNotContainEntry("replace", true);
  }

  @Test
  void whoSignedInAddsAndUploadsAsATokenWould() throws IOException {
    String person =
        "{\"kind\":\"person\",\"id\":\"p\",\"name\":\"grace\",\"scopes\":[\"sources:write\"],\"sources\":[\"1\"],\"repos\":[]}";

    Answer added = fixture.add("private", "", form("hers"), person);
    assertThat(added.status()).as(added.body()).isEqualTo(200);
    Answer uploaded = fixture.upload("private", form("hers2").body(), person, Map.of());
    assertThat(uploaded.status()).as(uploaded.body()).isEqualTo(200);

    assertThat(fixture.index().published().getLast()).containsEntry("by", "p");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\nb", "a\u0000b", "\u001b[31mred"})
  void aCommentIsOneLineWithoutControlCharacters(String comment) throws IOException {
    Answer answer =
        fixture.add(
            "private", "", form("said").field("comment", comment), token("sources:write", "1"));

    assertThat(answer.status()).as(answer.body()).isEqualTo(400);
    assertThat(answer.body()).contains("Invalid value for comment");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "?replace=true|sources:write|*|403|global:admin",
        "''|sources:read|*|403|sources:write",
        "''|sources:write|99|404|There is no source 'private'",
        "''|repos:read|*|404|There is no source 'private'",
      })
  void whatATokenMayNotIsRefused(
      String query, String scope, String source, int status, String words) throws IOException {
    int before = fixture.index().published().size();

    Answer answer = fixture.add("private", query, form("no"), token(scope, source));

    assertThat(answer.status()).as(answer.body()).isEqualTo(status);
    assertThat(answer.body()).contains(words);
    assertThat(fixture.index().published()).hasSize(before);
  }
}
