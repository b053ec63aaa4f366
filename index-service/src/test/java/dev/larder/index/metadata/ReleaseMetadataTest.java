package dev.larder.index.metadata;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.larder.packaging.CoreMetadata;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is kept of core metadata is bounded, and what it doesn't say is null. */
class ReleaseMetadataTest {

  private static ReleaseMetadata of(String version, String more, boolean wheel) {
    String text = "Metadata-Version: %s\nName: demo\nVersion: 1.0\n%s".formatted(version, more);
    if (CoreMetadata.parse(text.getBytes(UTF_8)) instanceof CoreMetadata.Read(var metadata)) {
      return ReleaseMetadata.of("1.0", metadata, wheel);
    }
    throw new AssertionError(text);
  }

  @Test
  void whatIsNotSaidIsNullAndAWheelThatNamesNoDependencyHasNone() {
    assertThat(of("2.1", "Summary: UNKNOWN\nLicense:  \n", true))
        .isEqualTo(new ReleaseMetadata("1.0", null, null, null, null, null, null, List.of()));
  }

  @Test
  void aSummaryIsOneLineOf512CharactersAtMost() {
    ReleaseMetadata said = of("2.1", "Summary: a\n  b\t\u0001c\n", true);
    assertThat(said.summary()).isEqualTo("a b c");
    String long_ = "\ud83d\ude00".repeat(600);
    assertThat(of("2.1", "Summary: " + long_ + "\n", true).summary())
        .isEqualTo("\ud83d\ude00".repeat(512));
  }

  @Test
  void ofALicenseItsFirstLineIsKept() {
    assertThat(of("2.1", "License: MIT\n        Copyright (c)\n", true).license()).isEqualTo("MIT");
  }

  @Test
  void moreDependenciesThanAreKeptAreUnknown() {
    String one = "Requires-Dist: " + "x".repeat(1_000) + "\n";
    assertThat(of("2.1", one.repeat(16), true).requiresDist()).hasSize(16);
    assertThat(of("2.1", one.repeat(17), true).requiresDist()).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "2.1, false, '', false",
    "1.2, false, '', false",
    "2.2, false, '', true",
    "2.10, false, '', true",
    "2.4, false, 'Dynamic: requires-dist', false",
    "2.4, false, 'Dynamic: License', true",
    "2.1, true, '', true"
  })
  void whetherDependenciesAreSaidForSureStandsInTheMetadataOfAnSdist(
      String version, boolean wheel, String more, boolean sure) {
    ReleaseMetadata said = of(version, "Requires-Dist: other\n" + more + "\n", wheel);
    assertThat(said.requiresDist()).isEqualTo(sure ? List.of("other") : null);
  }
}
