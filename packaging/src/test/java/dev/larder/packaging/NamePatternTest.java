package dev.larder.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NamePatternTest {

  @ParameterizedTest
  @CsvSource({
    "corp-*, corp-tools, true",
    "corp-*, corp-, true",
    "corp-*, corp, false",
    "corp-*, acme-corp-tools, false",
    "*, anything, true",
    "*-internal, corp-internal, true",
    "*-internal, corp-internals, false",
    "a*b*c, aXXbXXbc, true",
    "a*b*c, aXXbXX, false",
    "corp.tools, corp-tools, false",
    "corp, corp, true"
  })
  void aStarIsAnyRunOfCharacters(String pattern, String name, boolean matches) {
    assertThat(new NamePattern(pattern).matches(name)).isEqualTo(matches);
  }

  @Test
  @Timeout(60)
  void noPatternTakesLongForANameThatItAlmostMatches() {
    assertThat(new NamePattern("*a".repeat(31) + "*b").matches("a".repeat(20_000))).isFalse();
  }
}
