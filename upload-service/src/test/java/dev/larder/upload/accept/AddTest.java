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

/** Files that an administrator adds. */
class AddTest {

  private static final String TOKEN =
      "{\"kind\":\"token\",\"id\":\"g\",\"scopes\":[\"sources:write\"],\"sources\":[\"*\"],\"repos\":[]}";

  private static Fixture fixture;

  @BeforeAll
  static void start(@TempDir Path folder) throws Exception {
    fixture = new Fixture(folder, Map.of("larder.authentication.api-token-auth", "false"));
  }

  @AfterAll
  static void stop() throws Exception {
    fixture.close();
  }

  private static Form form(String name, byte[] wheel) {
    return Form.of("bdist_wheel", name, "1")
        .field("sha256_digest", Sha256.ofBytes(wheel).hex())
        .content(name + "-1-py3-none-any.whl", wheel);
  }

  private static Form form(String name) {
    return form(name, Distributions.wheel(name, "1"));
  }

  private static Form otherBytes(String name) {
    var files = Distributions.wheelFiles(name, "1");
    files.put(name + "/more.py", new byte[0]);
    return form(name, Distributions.wheel(files));
  }

  private static Map<String, Object> published() {
    return fixture.index().published().getLast();
  }

  @Test
  void anAdministratorAddsAFileWithAComment() throws IOException {
    Answer answer =
        fixture.add("private", "", form("added").field("comment", "moved in"), Fixture.ADMIN);

    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    assertThat(published())
        .containsEntry("filename", "added-1-py3-none-any.whl")
        .containsEntry("by", "admin")
        .containsEntry("logComment", "moved in")
        .doesNotContainKey("replace");
  }

  @Test
  void aFileIsReplacedOnlyWhereThatIsAskedFor() throws IOException {
    fixture.add("private", "", form("swap"), Fixture.ADMIN);

    Answer refused = fixture.add("private", "?replace=false", otherBytes("swap"), Fixture.ADMIN);
    Answer replaced = fixture.add("private", "?replace=true", otherBytes("swap"), Fixture.ADMIN);

    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.headers().get("Content-Type")).startsWith("application/problem+json");
    assertThat(refused.body())
        .contains("\"title\":\"Conflict\"", "File already exists ('swap-1-py3-none-any.whl'");
    assertThat(replaced.status()).as(replaced.body()).isEqualTo(200);
    assertThat(published()).containsEntry("replace", true).doesNotContainKey("logComment");
  }

  @Test
  void theSameFileAgainIsAQuietSuccess() throws IOException {
    Form form = form("twice");
    fixture.add("private", "", form, Fixture.ADMIN);

    assertThat(fixture.add("private", "", form, Fixture.ADMIN).body())
        .isEqualTo("This file was here already.\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "private||~~|401|Adding files needs a token",
        "private||token|403|Uploads are switched off here",
        "nowhere||admin|404|There is no source 'nowhere'",
        "pypi||admin|400|Source 'pypi' is of type pypi and takes no uploads",
        "private|?replace=maybe|admin|400|'replace' is either 'true' or 'false'.",
        "small||admin|413|File too large. Limit for project 'no' is 100 bytes.",
      })
  void whatIsRefusedIsAProblem(
      String source, String query, String caller, int status, String message) throws IOException {
    int before = fixture.index().published().size();
    String header =
        switch (caller) {
          case "admin" -> Fixture.ADMIN;
          case "token" -> TOKEN;
          default -> "";
        };

    Answer answer = fixture.add(source, query == null ? "" : query, form("no"), header);

    assertThat(answer.status()).as(answer.body()).isEqualTo(status);
    assertThat(answer.headers().get("Content-Type")).startsWith("application/problem+json");
    assertThat(answer.body()).contains("\"status\":" + status, message);
    assertThat(fixture.index().published()).hasSize(before);
  }

  @Test
  void anotherMethodIsAProblemToo() throws IOException {
    Answer answer =
        fixture.send(
            new okhttp3.Request.Builder()
                .url(fixture.url() + "/__api__/v1/sources/private/files")
                .header("Larder-Secret", dev.larder.upload.testing.FakeIndex.SECRET)
                .build());

    assertThat(answer.status()).isEqualTo(405);
    assertThat(answer.headers().get("Content-Type")).startsWith("application/problem+json");
  }

  @Test
  void uploadsByTokenAreRefusedWhereTheyAreSwitchedOffAndTheKeyIsNamed() throws IOException {
    Answer answer = fixture.upload("private", form("off").body(), TOKEN, Map.of());

    assertThat(answer.status()).isEqualTo(403);
    assertThat(answer.body())
        .isEqualTo(
            "Uploads are switched off here: 'authentication.api-token-auth' is off in this server's configuration.\n");
  }
}
