package dev.larder.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.Optional;
import java.util.function.Function;

/**
 * Whatever anybody sends is read or refused, never an exception, and what is read stays what it is
 * when it is written and read again. Runs its seeds; with {@code JAZZER_FUZZ=1} it looks for more.
 */
class HostileInputFuzzTest {

  private static <T> void comesBack(String text, Function<String, Optional<T>> parse) {
    parse.apply(text).ifPresent(value -> assertThat(parse.apply(value.toString())).contains(value));
  }

  @FuzzTest
  void names(FuzzedDataProvider data) {
    String text = data.consumeRemainingAsString();
    comesBack(text, ProjectName::parse);
    assertThat(ProjectName.normalise(ProjectName.normalise(text)))
        .isEqualTo(ProjectName.normalise(text));
    FileName.parse(text)
        .ifPresent(
            name ->
                assertThat(FileName.of(text, name.project()).map(FileName::filename))
                    .contains(text));
  }

  @FuzzTest
  void versions(FuzzedDataProvider data) {
    String one = data.consumeString(100);
    String other = data.consumeRemainingAsString();
    comesBack(one, Version::parse);
    Optional<Version> a = Version.parse(one);
    Optional<Version> b = Version.parse(other);
    if (a.isPresent() && b.isPresent()) {
      int order = a.get().compareTo(b.get());
      assertThat(Integer.signum(b.get().compareTo(a.get()))).isEqualTo(-Integer.signum(order));
      assertThat(order == 0).isEqualTo(a.get().equals(b.get()));
    }
  }

  @FuzzTest
  void specifiers(FuzzedDataProvider data) {
    String version = data.consumeString(50);
    String text = data.consumeRemainingAsString();
    comesBack(text, SpecifierSet::parse);
    SpecifierSet.parse(text).ifPresent(specifiers -> specifiers.contains(version));
  }

  @FuzzTest
  void dependencies(FuzzedDataProvider data) {
    String text = data.consumeRemainingAsString();
    Requirement.parse(text);
    LicenseExpression.parse(text)
        .ifPresent(
            license ->
                assertThat(LicenseExpression.of(license.toString()))
                    .hasToString(license.toString()));
    PlatformTag.isWellFormed(text);
  }

  @FuzzTest
  void metadata(byte[] file) {
    switch (CoreMetadata.parse(file)) {
      case CoreMetadata.Read read ->
          MetadataRules.check(read.metadata())
              .ifPresent(violation -> assertThat(violation.reason().lines()).hasSize(1));
      case CoreMetadata.Refused refused -> assertThat(refused.reason().lines()).hasSize(1);
    }
  }
}
