package dev.larder.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class CoreMetadataTest {

  private static final String HEAD = "Metadata-Version: 2.4\nName: Foo.Bar\nVersion: 1.0\n";

  private static CoreMetadata.Result parse(String text) {
    return CoreMetadata.parse(text.getBytes(StandardCharsets.UTF_8));
  }

  private static CoreMetadata read(String text) {
    return assertThat(parse(text))
        .asInstanceOf(InstanceOfAssertFactories.type(CoreMetadata.Read.class))
        .actual()
        .metadata();
  }

  @Test
  void fieldsAndBodyAreRead() {
    CoreMetadata metadata =
        read(
            HEAD
                + "Requires-Dist: a\nrequires-dist: b>1\nSummary: Café\nKeywords: x, y\nRequires-Python: >=3.9\n\n# Foo\n");

    assertThat(metadata.name()).isEqualTo(ProjectName.of("foo-bar"));
    assertThat(metadata.name().display()).isEqualTo("Foo.Bar");
    assertThat(metadata.version()).isEqualTo(Version.of("1"));
    assertThat(metadata.metadataVersion()).isEqualTo("2.4");
    assertThat(metadata.requiresDist()).containsExactly("a", "b>1");
    assertThat(metadata.summary()).contains("Café");
    assertThat(metadata.keywords()).containsExactly("x", "y");
    assertThat(metadata.requiresPython()).contains(">=3.9");
    assertThat(metadata.description()).contains("# Foo\n");
    assertThat(metadata.licenseExpression()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          'Name: foo|Version: 1', the metadata lacks Metadata-Version
          'Metadata-Version: 2.1|Version: 1', the metadata lacks Name
          'Metadata-Version: 2.1|Name: foo', the metadata lacks Version
          'Metadata-Version: 3.0|Name: foo|Version: 1', the metadata's version '3.0' is not known
          'Metadata-Version: 2.1|Name: -foo|Version: 1', the metadata's Name '-foo' is not a valid project name
          'Metadata-Version: 2.1|Name: foo|Version: x', the metadata's Version 'x' is not a valid version (PEP 440)
          'Metadata-Version: 2.1|Name: foo|Name: bar|Version: 1', the metadata gives Name more than once
          '', the metadata lacks Metadata-Version
          """,
      quoteCharacter = '\'',
      ignoreLeadingAndTrailingWhitespace = true)
  void badMetadataIsRefusedWithOneLine(String text, String reason) {
    assertThat(parse(text.replace("|", "\n")).toString().replace("'", ""))
        .contains(reason.replace("'", ""));
  }

  @ParameterizedTest
  @EnumSource(
      value = MetadataField.class,
      mode = EnumSource.Mode.EXCLUDE,
      names = {"METADATA_VERSION", "NAME", "VERSION"})
  void unknownIsNothingInEveryField(MetadataField field) {
    assertThat(read(HEAD + field.header() + ": UNKNOWN\n").all(field)).isEmpty();
    assertThat(read(HEAD + field.header() + ":  UNKNOWN \n").all(field)).isEmpty();
  }

  @Test
  void ofFieldsThereAreTenThousandAtMost() {
    String most = HEAD + "Requires-Dist: a\n".repeat(CoreMetadata.MOST_HEADERS - 3);

    assertThat(read(most + "\nBody: 1\n").requiresDist()).hasSize(9_997);
    assertThat(parse(most + "X: y\n"))
        .isEqualTo(new CoreMetadata.Refused("the metadata has more than 10000 fields"));
  }

  @Test
  void aDescriptionIsGivenOnce() {
    assertThat(parse(HEAD + "Description: one\n\ntwo\n"))
        .isEqualTo(new CoreMetadata.Refused("the metadata gives Description more than once"));
  }

  @Test
  void aBodyOfUnknownIsNoDescriptionEither() {
    assertThat(read(HEAD + "\nUNKNOWN\n\n").description()).isEmpty();
    assertThat(read(HEAD + "Description: UNKNOWN\n\n# Foo\n").description()).contains("# Foo\n");
  }

  @Test
  void aProjectMayBeCalledUnknown() {
    assertThat(read(HEAD.replace("Foo.Bar", "UNKNOWN")).name())
        .isEqualTo(ProjectName.of("unknown"));
  }

  @Test
  void otherEncodingsAreRefused() {
    assertThat(CoreMetadata.parse((HEAD + "Summary: é\n").getBytes(StandardCharsets.ISO_8859_1)))
        .isEqualTo(new CoreMetadata.Refused("the metadata is not valid UTF-8"));
  }

  @Test
  void anUnknownMinorVersionIsNoReasonToRefuse() {
    assertThat(read(HEAD.replace("2.4", "2.9")).metadataVersion()).isEqualTo("2.9");
  }
}
