package dev.larder.upload.accept;

import static org.assertj.core.api.Assertions.assertThat;

import dev.larder.packaging.FieldLimit;
import dev.larder.packaging.MetadataField;
import dev.larder.packaging.Sha256;
import dev.larder.upload.testing.Distributions;
import dev.larder.upload.testing.Fixture;
import dev.larder.upload.testing.Fixture.Answer;
import dev.larder.upload.testing.Form;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What a file says of itself has a size, whether the form repeats it or not. */
class LimitsTest {

  private static Fixture fixture;

  @BeforeAll
  static void start(@TempDir Path folder) throws Exception {
    fixture = new Fixture(folder, Map.of());
  }

  @AfterAll
  static void stop() throws Exception {
    fixture.close();
  }

  @AfterEach
  void nothingIsPublishedNorLeft() throws Exception {
    fixture.index().answerPublishingWith(0);
    assertThat(fixture.index().published()).isEmpty();
    assertThat(fixture.s3().keys()).isEmpty();
  }

  private static final String METADATA = "Metadata-Version: 2.1\nName: foo\nVersion: 1.0\n";

  private static Answer wheel(String metadata) throws IOException {
    var files = Distributions.wheelFiles("foo", "1.0");
    files.put("foo-1.0.dist-info/METADATA", Form.utf8(metadata));
    return fixture.upload(
        "bdist_wheel", "foo", "1.0", "foo-1.0-py3-none-any.whl", Distributions.wheel(files));
  }

  private static Answer sdist(String metadata) throws IOException {
    var files = new LinkedHashMap<String, byte[]>();
    files.put("foo-1.0/PKG-INFO", Form.utf8(metadata));
    return fixture.upload("sdist", "foo", "1.0", "foo-1.0.tar.gz", Distributions.tarGz(files));
  }

  @ParameterizedTest
  @EnumSource(
      value = MetadataField.class,
      mode = EnumSource.Mode.EXCLUDE,
      names = {"METADATA_VERSION", "NAME", "VERSION", "SUMMARY", "DESCRIPTION"})
  void aFieldOfTheFileHasItsLimit(MetadataField field) throws IOException {
    int limit = FieldLimit.of(field).bytes();
    String metadata = METADATA + field.header() + ": " + "x".repeat(limit + 1) + "\n";

    for (Answer answer : new Answer[] {wheel(metadata), sdist(metadata)}) {
      assertThat(answer.status()).isEqualTo(400);
      assertThat(answer.body())
          .isEqualTo(
              "Invalid value for %s. Error: It is too long: at most %d bytes are taken.\n"
                  .formatted(field.header(), limit));
    }
  }

  static Stream<String> large() {
    return Stream.of(
        METADATA + "Requires-Python: >=3" + ",>=3".repeat(164_000) + "\n",
        METADATA + "Summary: " + "x".repeat(513) + "\n",
        METADATA + "\n" + "\u0001".repeat(4 << 20) + "\n",
        METADATA + "Requires-Dist: a\n".repeat(10_000),
        METADATA + "\n" + "x".repeat(3 << 20) + "\nRequires-Dist: ".repeat(80_000));
  }

  @ParameterizedTest
  @MethodSource("large")
  void whatIsTooLargeIsSaidOnce(String metadata) throws IOException {
    for (Answer answer : new Answer[] {wheel(metadata), sdist(metadata)}) {
      assertThat(answer.status()).as(answer.body()).isEqualTo(400);
      assertThat(answer.body()).hasLineCount(1);
      assertThat(answer.headers().get("Retry-After")).isNull();
    }
  }

  @Test
  void aFieldOfTheFormHasItsLimitBeforeTheFileIsStored() throws IOException {
    byte[] wheel = Distributions.wheel("foo", "1.0");
    Form form =
        Form.of("bdist_wheel", "foo", "1.0")
            .field("sha256_digest", Sha256.ofBytes(wheel).hex())
            .field("requires_python", ">=3" + ",>=3".repeat(225_000))
            .content("foo-1.0-py3-none-any.whl", wheel);

    Answer answer = fixture.upload(form);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.body())
        .isEqualTo(
            "Invalid value for requires_python. Error: It is too long: at most 1024 bytes are taken.\n");
  }

  @Test
  void aSummaryOfTheFormIsHeldToPyPIsLimit() throws IOException {
    byte[] wheel = Distributions.wheel("foo", "1.0");
    Form form =
        Form.of("bdist_wheel", "foo", "1.0")
            .field("sha256_digest", Sha256.ofBytes(wheel).hex())
            .field("summary", "x".repeat(513))
            .content("foo-1.0-py3-none-any.whl", wheel);

    assertThat(fixture.upload(form).body())
        .isEqualTo(
            "Invalid value for summary. Error: 'summary' field must be 512 characters or less.\n");
  }

  @Test
  void whatTheCatalogueFindsTooLargeIsAskedOnce() throws IOException {
    fixture.index().answerPublishingWith(413);
    int before = fixture.index().requestIds().size();

    Answer answer = wheel(METADATA);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.body()).isEqualTo("What the file says of itself is too large; shorten it.\n");
    assertThat(fixture.index().requestIds().size() - before)
        .as("source, file, and then whether a row names it")
        .isEqualTo(3);
  }
}
