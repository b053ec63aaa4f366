package dev.larder.index.naming;

import static org.assertj.core.api.Assertions.assertThat;

import dev.larder.index.change.Refusal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GivenNameTest {
  @ParameterizedTest
  @ValueSource(strings = {"a", "7z", "pypi", "main", "a.b_c-d", "x2019-03-01", "v2"})
  void namesOfLettersDigitsAndSeparatorsAreGood(String name) {
    assertThat(GivenName.refusal("repository", name)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Main", "-a", "a-", ".", "a b", "a/b", "ä", "a%", "\n"})
  void otherTextsAreRefused(String name) {
    assertThat(GivenName.refusal("source", name))
        .contains(
            Refusal.wrong(
                "'"
                    + name
                    + "' can't be the name of a source: give 1 to 64 of a-z, 0-9, '.', '_' and '-', beginning and ending with a letter or digit"));
  }

  @Test
  void aNameIsOf64CharactersAtMost() {
    assertThat(GivenName.refusal("source", "a".repeat(64))).isEmpty();
    assertThat(GivenName.refusal("source", "a".repeat(65))).isPresent();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "latest",
        "simple",
        "packages",
        "v1",
        "namespace",
        "namespaces",
        "upload",
        "auth",
        "metrics",
        "integrity",
        "rss",
        "assets",
        "internal",
        "health"
      })
  void whatMeansSomethingElseInUrlsIsRefused(String name) {
    assertThat(GivenName.refusal("repository", name))
        .contains(
            Refusal.wrong(
                "'"
                    + name
                    + "' can't be the name of a repository: it means something else in URLs"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"2019-03-01", "2019-03-01t00.00.00z", "17", "0", "2019"})
  void whatReadsAsASnapshotIsRefused(String name) {
    assertThat(GivenName.refusal("repository", name))
        .contains(
            Refusal.wrong(
                "'"
                    + name
                    + "' can't be the name of a repository: it reads as a date, an instant or a serial"));
  }
}
