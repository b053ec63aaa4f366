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
import java.util.stream.Stream;
import okhttp3.MediaType;
import okhttp3.RequestBody;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is wrong with a form or its file, in PyPI's words. */
class RefusalTest {

  private static final byte[] WHEEL = Distributions.wheel("foo", "1.0");
  private static final byte[] SDIST = Distributions.sdist("foo", "1.0");
  private static final String WHEEL_NAME = "foo-1.0-py3-none-any.whl";

  private static Fixture fixture;

  @BeforeAll
  static void start(@TempDir Path folder) throws Exception {
    fixture = new Fixture(folder, Map.of("larder.upload.max-file-size", "1048576"));
  }

  @AfterAll
  static void stop() throws Exception {
    fixture.close();
  }

  @AfterEach
  void nothingWasPublished() {
    assertThat(fixture.index().published()).isEmpty();
  }

  private static Form form(String filetype, String filename, byte[] bytes) {
    return Form.of(filetype, "foo", "1.0")
        .field("sha256_digest", Sha256.ofBytes(bytes).hex())
        .content(filename, bytes);
  }

  private static Form wheelWith(String path, String content) {
    var files = Distributions.wheelFiles("foo", "1.0");
    if (content == null) {
      files.remove(path);
    } else {
      files.put(path, Form.utf8(content));
    }
    return form("bdist_wheel", WHEEL_NAME, Distributions.wheel(files));
  }

  private static Form sdistOf(Map<String, byte[]> files) {
    return form("sdist", "foo-1.0.tar.gz", Distributions.tarGz(files));
  }

  static Stream<Arguments> refused() {
    String info = "foo-1.0.dist-info/";
    byte[] metadata = Form.utf8(Distributions.metadata("foo", "1.0"));
    return Stream.of(
        Arguments.of(410, "no longer supported", new Form().field(":action", "submit")),
        Arguments.of(410, "no longer supported", new Form().field(":action", "doc_upload")),
        Arguments.of(400, "Invalid value for :action.", new Form().field("name", "foo")),
        Arguments.of(410, "no longer supported", new Form().field(":action", "submit_pkg_info")),
        Arguments.of(
            400,
            "Unknown protocol version.",
            new Form().field(":action", "file_upload").field("protocol_version", "2")),
        Arguments.of(
            400,
            "Invalid value for filetype. Error: Use a known file type.",
            Form.of("bdist_egg", "foo", "1.0").content("foo-1.0.egg", WHEEL)),
        Arguments.of(
            400,
            "Error: Include at least one message digest.",
            Form.of("bdist_wheel", "foo", "1.0")
                .field("sha256_digest", "UNKNOWN")
                .content(WHEEL_NAME, WHEEL)),
        Arguments.of(
            400,
            "Upload payload does not have a file.",
            Form.of("bdist_wheel", "foo", "1.0").field("md5_digest", "0".repeat(32))),
        Arguments.of(
            400,
            "The digest supplied does not match a digest calculated from the uploaded file.",
            form("bdist_wheel", WHEEL_NAME, WHEEL).field("md5_digest", "0".repeat(32))),
        Arguments.of(
            400,
            "The digest supplied does not match a digest calculated from the uploaded file.",
            form("bdist_wheel", WHEEL_NAME, WHEEL).field("blake2_256_digest", "no hex")),
        Arguments.of(
            400,
            "Upload payload has more than one file.",
            form("bdist_wheel", WHEEL_NAME, WHEEL).content(WHEEL_NAME, WHEEL)),
        Arguments.of(
            400,
            "Filename 'foo-1.0.whl' is invalid, should be 'foo-1.0-{python}-{abi}-{platform}.whl'.",
            form("bdist_wheel", "foo-1.0.whl", WHEEL)),
        Arguments.of(
            400,
            "Filename 'foo-1.0.zip' is invalid, should be 'foo-1.0.tar.gz'.",
            form("sdist", "foo-1.0.zip", SDIST)),
        Arguments.of(
            400,
            "Filename 'bar-1.0.tar.gz' should contain the normalized project name 'foo', not 'bar'.",
            form("sdist", "bar-1.0.tar.gz", SDIST)),
        Arguments.of(
            400,
            "Filename 'bar-1.0-py3-none-any.whl' should contain the normalized project name 'foo', not 'bar'.",
            form("bdist_wheel", "bar-1.0-py3-none-any.whl", WHEEL)),
        Arguments.of(
            400,
            "Version in filename should be '1.0' not '2.0'.",
            form("bdist_wheel", "foo-2.0-py3-none-any.whl", WHEEL)),
        Arguments.of(400, "is invalid", form("bdist_wheel", "../foo-1.0-py3-none-any.whl", WHEEL)),
        Arguments.of(
            400,
            "Wheel 'foo-1.0-py3-none-any.whl' does not contain the required RECORD file",
            wheelWith(info + "RECORD", null)),
        Arguments.of(
            400,
            "Wheel 'foo-1.0-py3-none-any.whl' does not contain the required METADATA file",
            wheelWith(info + "METADATA", null)),
        Arguments.of(
            400,
            "Version in filename should be '2.0' not '1.0'.",
            wheelWith(info + "METADATA", Distributions.metadata("foo", "2.0"))),
        Arguments.of(
            400,
            "should contain the normalized project name 'bar', not 'foo'.",
            wheelWith(info + "METADATA", Distributions.metadata("bar", "1.0"))),
        Arguments.of(
            400, "the metadata lacks Metadata-Version", wheelWith(info + "METADATA", "nonsense")),
        Arguments.of(
            400,
            "Invalid value for Requires-Python.",
            wheelWith(
                info + "METADATA",
                "Metadata-Version: 2.1\nName: foo\nVersion: 1.0\nRequires-Python: 3\n")),
        Arguments.of(
            400,
            "Invalid value for Author-email. Error: 'ada' is not a valid email address: An email address must have an @-sign.",
            wheelWith(
                info + "METADATA",
                Distributions.metadata("foo", "1.0")
                    .replace("Summary", "Author-email: ada\nSummary"))),
        Arguments.of(
            400,
            "Invalid value for Requires-Dist. Error: 'bar baz' is invalid for 'requires-dist'.",
            wheelWith(
                info + "METADATA",
                Distributions.metadata("foo", "1.0")
                    .replace("Summary", "Requires-Dist: bar baz\nSummary"))),
        Arguments.of(
            400,
            "License-File LICENSE does not exist in distribution file foo-1.0-py3-none-any.whl at foo-1.0.dist-info/licenses/LICENSE",
            wheelWith(
                info + "METADATA",
                "Metadata-Version: 2.4\nName: foo\nVersion: 1.0\nLicense-File: LICENSE\n")),
        Arguments.of(
            400,
            "License-File LICENSE does not exist in distribution file foo-1.0.tar.gz at foo-1.0/LICENSE",
            sdistOf(
                Map.of(
                    "foo-1.0/PKG-INFO",
                    Form.utf8(
                        "Metadata-Version: 2.4\nName: foo\nVersion: 1.0\nLicense-File: LICENSE\n")))),
        Arguments.of(
            400,
            "Binary wheel 'foo-1.0-cp311-cp311-plan9+x86.whl' has an unsupported platform tag 'plan9+x86'.",
            form("bdist_wheel", "foo-1.0-cp311-cp311-plan9+x86.whl", WHEEL)),
        Arguments.of(
            400,
            "Invalid value for pyversion. Error: Use 'source' as Python version for an sdist.",
            form("sdist", "foo-1.0.tar.gz", SDIST).field("pyversion", "py3")),
        Arguments.of(
            400,
            "Invalid value for metadata_version. Error: '3.0' is not a valid metadata version.",
            form("bdist_wheel", WHEEL_NAME, WHEEL).without(5).field("metadata_version", "3.0")),
        Arguments.of(
            400,
            "Invalid value for requires_python. Error: '3' is invalid for 'requires-python'.",
            form("bdist_wheel", WHEEL_NAME, WHEEL).field("requires_python", "3")),
        Arguments.of(
            400,
            "Invalid value for requires_python. Error: '>=3.8' in the form is '>=3.9' in the file's metadata.",
            form("bdist_wheel", WHEEL_NAME, WHEEL).field("requires_python", ">=3.8")),
        Arguments.of(400, "unsafe path", wheelWith("../evil.py", "x")),
        Arguments.of(
            400, "more than one .dist-info folder", wheelWith("bar-1.0.dist-info/METADATA", "x")),
        Arguments.of(
            400,
            "is no readable zip archive",
            form("bdist_wheel", WHEEL_NAME, Form.utf8("no zip at all"))),
        Arguments.of(
            400, "is no readable zip archive", form("bdist_wheel", WHEEL_NAME, new byte[0])),
        Arguments.of(400, "is no readable tar.gz archive", form("sdist", "foo-1.0.tar.gz", WHEEL)),
        Arguments.of(400, "holds no PKG-INFO", sdistOf(Map.of("foo-1.0/setup.py", metadata))),
        Arguments.of(
            400,
            "one top folder",
            sdistOf(Map.of("foo-1.0/PKG-INFO", metadata, "bar/x", metadata))),
        Arguments.of(400, "unsafe path", sdistOf(Map.of("foo-1.0/../../PKG-INFO", metadata))),
        Arguments.of(400, "unsafe path", sdistOf(Map.of("/foo-1.0/PKG-INFO", metadata))),
        Arguments.of(
            400,
            "unpacks to more than 50 times its size",
            sdistOf(Map.of("foo-1.0/zeros", new byte[70 << 20]))),
        Arguments.of(
            413,
            "File too large. Limit for project 'foo' is 1 MB.",
            form("bdist_wheel", WHEEL_NAME, new byte[(1 << 20) + 1])),
        Arguments.of(
            413,
            "File too large. Limit for project 'foo' is 1 MB.",
            form("bdist_wheel", WHEEL_NAME, new byte[(1 << 20) + 1]).chunked()));
  }

  @ParameterizedTest
  @MethodSource("refused")
  void aBadUploadIsRefusedInBodyAndReason(int status, String message, Form form)
      throws IOException {
    Answer answer = fixture.upload(form);

    assertThat(answer.status()).as(answer.body()).isEqualTo(status);
    assertThat(answer.body()).contains(message).hasLineCount(1);
    assertThat(answer.reason()).isEqualTo(answer.body().strip());
    assertThat(answer.headers().get("Content-Type")).isEqualTo("text/plain; charset=utf-8");
    assertThat(answer.headers().get("Cache-Control")).isEqualTo("no-store");
  }

  @Test
  void aBodyThatIsNoFormIsRefused() throws IOException {
    RequestBody noForm = RequestBody.create(Form.utf8("{}"), MediaType.get("application/json"));
    RequestBody cut =
        RequestBody.create(
            java.util.Arrays.copyOf(form("bdist_wheel", WHEEL_NAME, WHEEL).bytes(), 900),
            MediaType.get("multipart/form-data; boundary=" + Form.BOUNDARY));

    assertThat(fixture.upload("private", noForm, Fixture.ADMIN, Map.of()).status()).isEqualTo(400);
    assertThat(fixture.upload("private", cut, Fixture.ADMIN, Map.of()).body())
        .isEqualTo("The upload is no valid multipart form, or it ended early.\n");
  }
}
