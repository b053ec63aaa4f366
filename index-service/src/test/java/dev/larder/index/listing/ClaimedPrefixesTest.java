package dev.larder.index.listing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.larder.index.claim.Claim;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClaimedPrefixesTest {
  private static List<String> of(String search, String... patterns) {
    return ClaimedPrefixes.of(
        Arrays.stream(patterns).map(pattern -> new Claim(1, pattern)).toList(), search);
  }

  @Test
  void aPrefixThatBeginsLikeAnotherIsInIt() {
    assertThat(of("", "corp-*", "corp-x", "acme")).containsExactly("acme", "corp-");
    assertThat(of("", "corp-*", "*-internal")).containsExactly("");
    assertThat(of("")).isEmpty();
  }

  @Test
  void onlyWhatIsSearchedForCounts() {
    assertThat(of("co", "corp-*", "acme")).containsExactly("corp-");
    assertThat(of("corp-x", "corp-*", "acme")).containsExactly("corp-x");
    assertThat(of("x", "corp-*")).isEmpty();
  }
}
