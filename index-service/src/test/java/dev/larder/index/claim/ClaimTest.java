package dev.larder.index.claim;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClaimTest {
  @ParameterizedTest
  @CsvSource({
    "corp-*, corp-x, true",
    "corp-*, corp, false",
    "corp-*, *-internal, true",
    "corp-*, *, true",
    "a*b, *ab*, true",
    "a*b, b*a, false",
    "a*c, *b*, true",
    "abc, abc, true",
    "abc, abd, false",
    "a*, b*, false",
    "*a, *b, false",
    "a**, a, true"
  })
  void twoPatternsOverlapWhereANameMatchesBoth(String one, String other, boolean overlap) {
    assertThat(new Claim(1, one).overlaps(other)).isEqualTo(overlap);
    assertThat(new Claim(1, other).overlaps(one)).isEqualTo(overlap);
  }
}
