package dev.larder.packaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class HostileTextTest {

  @Test
  void aVersionOfAMillionNumbersCostsNoStack() {
    assertThat(Version.parse("1" + ".0".repeat(1_000_000))).contains(Version.of("1"));
    assertThat(Version.parse("1" + ".".repeat(1_000_000))).isEmpty();
    assertThat(SpecifierSet.parse(">=1" + ".0".repeat(1_000_000))).isPresent();
  }

  @Test
  void aMetadataFileOfNothingButLineBreaksIsRefused() {
    assertThat(
            CoreMetadata.parse(
                "\r\n".repeat(1_000_000).getBytes(java.nio.charset.StandardCharsets.UTF_8)))
        .isInstanceOf(CoreMetadata.Refused.class);
  }

  @Test
  void messagesStayOneLine() {
    assertThatThrownBy(() -> ProjectName.of("a\nb\u2028c"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("'a?b?c' is not a valid project name");
    assertThatThrownBy(() -> Version.of("x".repeat(5_000)).toString())
        .message()
        .hasSizeLessThan(300);
  }
}
