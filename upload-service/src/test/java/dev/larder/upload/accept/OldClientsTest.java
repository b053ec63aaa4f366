package dev.larder.upload.accept;

import static org.assertj.core.api.Assertions.assertThat;

import dev.larder.packaging.Sha256;
import dev.larder.upload.testing.Distributions;
import dev.larder.upload.testing.Fixture;
import dev.larder.upload.testing.Fixture.Answer;
import dev.larder.upload.testing.Form;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import okhttp3.FormBody;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What setuptools, distutils, devpi and curl send, and what they made in their time. */
class OldClientsTest {

  private static Fixture fixture;

  @BeforeAll
  static void start(@TempDir Path folder) throws Exception {
    fixture = new Fixture(folder, Map.of());
  }

  @AfterAll
  static void stop() throws Exception {
    fixture.close();
  }

  private static Form form(String filetype, String name, byte[] bytes) {
    return Form.of(filetype, name, "1.0").field("sha256_digest", Sha256.ofBytes(bytes).hex());
  }

  @Test
  void withoutAProtocolVersionItIsTheFirst() throws Exception {
    byte[] wheel = Distributions.wheel("curled", "1.0");
    Form form =
        form("bdist_wheel", "curled", wheel)
            .without(1)
            .content("curled-1.0-py3-none-any.whl", wheel);

    assertThat(fixture.upload(form)).extracting(Answer::status).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"submit", "submit_pkg_info", "doc_upload"})
  void whatPyPIGaveUpIsGoneHoweverItIsAsked(String action) throws Exception {
    FormBody urlEncoded =
        new FormBody.Builder()
            .add("name", "corp-hello")
            .add("description", "long & = % ".repeat(50_000))
            .add(":action", action)
            .build();

    for (var body :
        new okhttp3.RequestBody[] {urlEncoded, new Form().field(":action", action).body()}) {
      Answer answer = fixture.upload("private", body, Fixture.ADMIN, Map.of());

      assertThat(answer.status()).isEqualTo(410);
      assertThat(answer.body())
          .isEqualTo(
              "The action '%s' is no longer supported: upload files with 'file_upload'.\n"
                  .formatted(action));
    }
  }

  @Test
  void anUnknownActionIsRefusedHoweverItIsAsked() throws IOException {
    var urlEncoded = new FormBody.Builder().add(":action", "browse").build();

    assertThat(fixture.upload("private", urlEncoded, Fixture.ADMIN, Map.of()).body())
        .isEqualTo("Invalid value for :action. Error: It must be 'file_upload'.\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Description-Content-Type",
        "Summary",
        "Home-page",
        "Download-URL",
        "Author",
        "Author-email",
        "License",
        "Platform",
        "Keywords",
        "Requires-Python"
      })
  void unknownIsNothingInTheFormAndInTheFile(String field) throws Exception {
    String name = "unknown-" + field.toLowerCase(java.util.Locale.ROOT);
    String metadata =
        "Metadata-Version: 2.1\nName: %s\nVersion: 1.0\n%s: UNKNOWN\n\nUNKNOWN\n\n"
            .formatted(name, field);
    var files = Distributions.wheelFiles(name, "1.0");
    files.put(
        name.replace('-', '_') + "-1.0.dist-info/METADATA",
        metadata.getBytes(StandardCharsets.UTF_8));
    byte[] wheel = Distributions.wheel(files);
    Form form =
        form("bdist_wheel", name, wheel)
            .field(field.toLowerCase(java.util.Locale.ROOT).replace('-', '_'), "UNKNOWN")
            .content(name.replace('-', '_') + "-1.0-py3-none-any.whl", wheel);

    Answer answer = fixture.upload(form);

    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    assertThat(fixture.index().published().getLast().get("requiresPython")).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "Corp-Hello, 1.0, Corp-Hello-1.0.tar.gz",
    "corp-hello, 1.0, corp-hello-1.0.tar.gz",
    "corp.hello, 1.0, Corp.Hello-1.0.tar.gz",
    "corp-hello-2, 1.0, corp-hello-2-1.0.tar.gz",
    "corp-hello-2, 1.0b1, corp-hello-2-1.0-beta1.tar.gz",
    "corp-hello-3, 1.0.post1, corp-hello-3-1.0-1.tar.gz",
  })
  void anSdistIsTakenUnderTheNameThatItsToolGaveIt(String name, String version, String filename)
      throws Exception {
    var files = new LinkedHashMap<String, byte[]>();
    String top = filename.replace(".tar.gz", "/");
    files.put(
        top + "PKG-INFO",
        "Metadata-Version: 1.0\nName: %s\nVersion: %s\nSummary: UNKNOWN\nHome-page: UNKNOWN\nPlatform: UNKNOWN\n"
            .formatted(name, version)
            .getBytes(StandardCharsets.UTF_8));
    files.put(top + "setup.py", new byte[0]);
    byte[] sdist = Distributions.tarGz(files);

    Answer answer = fixture.upload("sdist", name, version, filename, sdist);

    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    assertThat(fixture.index().published().getLast())
        .containsEntry("filename", filename)
        .containsEntry("project", name)
        .containsEntry("version", version);
  }

  /** Its name may be read as of {@code corp-hello-1-0}, too. */
  @Test
  void aTokenForAProjectMayUploadWhateverItsNameMayBeReadAs() throws Exception {
    String filename = "corp-hello-1.0-1.tar.gz";
    byte[] sdist =
        Distributions.tarGz(
            Map.of(
                "corp-hello-1.0-1/PKG-INFO",
                "Metadata-Version: 1.0\nName: corp-hello\nVersion: 1.0-1\n"
                    .getBytes(StandardCharsets.UTF_8)));
    Form form =
        Form.of("sdist", "corp-hello", "1.0-1")
            .field("sha256_digest", Sha256.ofBytes(sdist).hex())
            .content(filename, sdist);
    String caller =
        "{\"kind\":\"token\",\"id\":\"g\",\"scopes\":[\"sources:write\"],\"sources\":[\"1\"],\"repos\":[],\"projects\":[\"%s\"]}";

    assertThat(
            fixture
                .upload("private", form.body(), caller.formatted("corp-world"), Map.of())
                .status())
        .isEqualTo(403);
    assertThat(
            fixture
                .upload("private", form.body(), caller.formatted("corp-hello-1-0"), Map.of())
                .status())
        .isEqualTo(403);
    assertThat(fixture.upload("private", form.body(), caller.formatted("corp-hello"), Map.of()))
        .extracting(Answer::status)
        .isEqualTo(200);
  }
}
