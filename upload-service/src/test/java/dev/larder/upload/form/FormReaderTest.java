package dev.larder.upload.form;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.larder.upload.testing.Form;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FormReaderTest {

  private static final String TYPE = "multipart/form-data; boundary=" + Form.BOUNDARY;
  private static final FormLimits LIMITS =
      new FormLimits(100, "upload.max-file-size", 20, 500, 10_000);

  private static UploadForm<String> read(Form form) throws IOException {
    return new FormReader<>(
            LIMITS, (name, bytes) -> name + ":" + bytes.readAllBytes().length, _ -> true)
        .read(new ByteArrayInputStream(form.bytes()), TYPE);
  }

  @Test
  void repeatedFieldsAreListsEmptyOnesAbsentAndUnknownIsDropped() throws IOException {
    FormFields fields =
        read(new Form()
                .field("md5_digest", "a")
                .field("md5_digest", " b ")
                .field("name", "")
                .field("version", "UNKNOWN")
                .field("whatever", "x"))
            .fields();

    assertThat(fields.all("md5_digest")).containsExactly("a", "b");
    assertThat(fields.get("name")).isEmpty();
    assertThat(fields.get("version")).isEmpty();
    assertThat(fields.get("whatever")).isEmpty();
  }

  @Test
  void theFileGoesToTheSinkWhereverItStands() throws IOException {
    UploadForm<String> form =
        read(new Form().content("f.whl", new byte[100]).field("name", "café"));

    assertThat(form.content()).contains("f.whl:100");
    assertThat(form.fields().get("name")).contains("café");
  }

  @Test
  void aFileFieldWithoutAFileIsNoFile() throws IOException {
    assertThat(read(new Form().content("", new byte[0])).content()).isEmpty();
  }

  @Test
  void aBoundaryHasOneToSeventyCharacters() throws IOException {
    for (int length : new int[] {0, 71, 5000, 100_000}) {
      assertThatThrownBy(() -> readBounded("b".repeat(length)))
          .isInstanceOfSatisfying(FormException.class, e -> assertThat(e.status()).isEqualTo(400))
          .hasMessage(
              "An upload is a form of type multipart/form-data with a boundary of at most 70 characters.");
    }
    assertThat(readBounded("b".repeat(70)).content()).isEmpty();
  }

  private static UploadForm<String> readBounded(String boundary) throws IOException {
    byte[] body = Form.utf8("--" + boundary + "--\r\n");
    return new FormReader<>(LIMITS, (name, bytes) -> name, _ -> true)
        .read(new ByteArrayInputStream(body), "multipart/form-data; boundary=" + boundary);
  }

  @ParameterizedTest
  @CsvSource({
    "requires_python, 1024",
    "requires_dist, 4096",
    "provides_extras, 8192",
    "classifiers, 8192",
    "project_urls, 8192",
    "license, 262144",
    "home_page, 8192",
    "summary, 2048",
    "sha256_digest, 200",
    ":action, 8192",
  })
  void everyFieldHasItsLimitWhetherItIsKeptOrNot(String field, int limit) throws IOException {
    var limits = FormLimits.of(1, "upload.max-file-size");
    for (int length : new int[] {limit, limit + 1}) {
      Form form = new Form().field(field, "x".repeat(length));
      var reader = new FormReader<>(limits, (name, bytes) -> name, _ -> true);
      var body = new ByteArrayInputStream(form.bytes());
      if (length == limit) {
        assertThat(reader.read(body, TYPE).content()).isEmpty();
      } else {
        assertThatThrownBy(() -> reader.read(body, TYPE))
            .isInstanceOfSatisfying(FormException.class, e -> assertThat(e.status()).isEqualTo(400))
            .hasMessage(
                "Invalid value for %s. Error: It is too long: at most %d bytes are taken."
                    .formatted(field, limit));
      }
    }
  }

  @Test
  void withoutMemoryForItsFieldsAFormIsToComeAgain() {
    var reader = new FormReader<>(LIMITS, (name, bytes) -> name, bytes -> bytes < 100);
    var body = new ByteArrayInputStream(new Form().field("name", "x".repeat(40)).bytes());

    assertThatThrownBy(() -> reader.read(body, TYPE))
        .isInstanceOfSatisfying(FormException.class, e -> assertThat(e.status()).isEqualTo(503));
  }

  @Test
  void theNameOfAFileHasALimit() {
    assertThatThrownBy(() -> read(new Form().content("x".repeat(256), new byte[1])))
        .hasMessage(
            "Invalid value for content. Error: The file's name is too long: at most 255 bytes are taken.");
  }

  @Test
  void whatIsMoreThanAllowedIsRefused() {
    assertThatThrownBy(() -> read(new Form().content("f", new byte[101])))
        .hasMessage("File too large. The limit is 100 bytes (upload.max-file-size).");
    assertThatThrownBy(() -> read(new Form().field("name", "x".repeat(201))))
        .hasMessage("Invalid value for name. Error: It is too long: at most 200 bytes are taken.");
    assertThatThrownBy(
            () ->
                read(
                    new Form()
                        .field("name", "x".repeat(200))
                        .field("name", "x".repeat(200))
                        .field("name", "x".repeat(200))))
        .hasMessageStartingWith("Invalid value for name. Error: It is too long");
    assertThatThrownBy(() -> read(new Form().field("description", "x".repeat(20_000))))
        .isInstanceOf(FormException.class);
    var many = new Form();
    for (int i = 0; i < 21; i++) {
      many.field("x", "");
    }
    assertThatThrownBy(() -> read(many)).hasMessage("The form holds more than 20 fields.");
  }
}
