package dev.larder.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

final class FieldLimitTest {
  @Test
  void theLimitItselfIsAllowedAndOneByteMoreIsNot() {
    assertThat(FieldLimit.VERSION.allows("1".repeat(200))).isTrue();
    assertThat(FieldLimit.VERSION.allows("1".repeat(201))).isFalse();
  }

  @Test
  void bytesAreCountedNotCharacters() {
    assertThat(FieldLimit.VERSION.allows("é".repeat(100))).isTrue();
    assertThat(FieldLimit.VERSION.allows("é".repeat(101))).isFalse();
  }

  @Test
  void cuttingKeepsWholeCharacters() {
    String cut = FieldLimit.VERSION.cut("a" + "😀".repeat(60));
    assertThat(cut).isEqualTo("a" + "😀".repeat(49));
    assertThat(cut.getBytes(StandardCharsets.UTF_8)).hasSizeLessThanOrEqualTo(200);
  }

  @Test
  void whatIsWithinTheLimitStaysAsItIs() {
    assertThat(FieldLimit.SUMMARY.cut("A package.")).isEqualTo("A package.");
  }
}
