package dev.larder.auth.token;

import static org.assertj.core.api.Assertions.assertThat;

import dev.larder.auth.Outcome;
import dev.larder.auth.realm.TokenRealm;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What may be asked for. */
class TokenRulesTest {

  @ParameterizedTest
  @CsvSource({"45s,PT45S", "5m,PT5M", "12h,PT12H", "30d,PT720H", "3653d,PT87672H"})
  void aLifespanIsANumberWithAUnit(String text, Duration duration) {
    assertThat(Lifespan.parse(text)).isEqualTo(Outcome.done(new Lifespan(duration, false)));
  }

  @Test
  void neverIsTenYears() {
    assertThat(Lifespan.parse("never")).isEqualTo(Outcome.done(Lifespan.NEVER));
    assertThat(Lifespan.parse(null)).isEqualTo(Outcome.done(Lifespan.NEVER));
    assertThat(TokenRealm.LONGEST).isEqualTo(Duration.ofDays(3653));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "30",
        "d",
        "0d",
        "-1d",
        "1.5h",
        "1y",
        "30D",
        " 30d",
        "3654d",
        "9999999999s",
        "٣d"
      })
  void anythingElseIsNoLifespan(String text) {
    assertThat(Lifespan.parse(text))
        .isEqualTo(
            Outcome.refused(
                400,
                "expires '%s' is not 'never' or a number above 0 with a unit of s, m, h, d, at most 3653d"
                    .formatted(text)));
  }

  @Test
  void aScopeNeedsWhatItIsOver() {
    assertThat(refusal("x", List.of("sources:write"), List.of(), List.of("main")))
        .isEqualTo("scope sources:write needs the sources that it is for ('*' for all)");
    assertThat(refusal("x", List.of("sources:read"), List.of(), List.of()))
        .isEqualTo("scope sources:read needs the sources that it is for ('*' for all)");
    assertThat(refusal("x", List.of("repos:read"), List.of("a"), List.of()))
        .isEqualTo("scope repos:read needs the repositories that it is for ('*' for all)");
  }

  @Test
  void aDescriptionIsOneLineOfAtMostTwoHundredCharacters() {
    List<String> all = List.of("*");
    assertThat(refusal(null, List.of(), all, List.of())).contains("needs a description");
    assertThat(refusal("  ", List.of(), all, List.of())).contains("needs a description");
    assertThat(refusal("x".repeat(201), List.of(), all, List.of()))
        .isEqualTo("the description has 201 characters; at most 200");
    assertThat(refusal("a\nb", List.of(), all, List.of())).contains("one line");
    assertThat(refusal("x".repeat(200), List.of(), all, List.of())).isEmpty();
  }

  @Test
  void atMostThirtyTwoAreNamed() {
    var many = IntStream.range(0, 20).mapToObj(i -> "n" + i).toList();

    assertThat(refusal("x", List.of(), many, many))
        .isEqualTo("40 sources and repositories are named; at most 32, or '*' for all");
    assertThat(refusal("x", List.of(), many, many.subList(0, 12))).isEmpty();
  }

  @Test
  void aNameIsNeitherEmptyNorTwo() {
    for (String name : Arrays.asList("a,b", "", " ", null, "a\u0000")) {
      assertThat(refusal("x", List.of(), Collections.singletonList(name), List.of()))
          .contains("no name");
    }
  }

  @Test
  void projectsLimitWhatATokenMayWrite() {
    List<String> all = List.of("*");
    assertThat(projects(List.of(), all, List.of("Corp_*", "corp-*", " exact "))).isEmpty();
    assertThat(projects(List.of("global:admin"), List.of(), List.of("corp-*")))
        .isEqualTo("an administrator's token can't be limited to projects");
    assertThat(projects(List.of("sources:read"), all, List.of("corp-*")))
        .isEqualTo("projects limit the scope sources:write, which this token doesn't have");
    assertThat(projects(List.of(), all, List.of())).startsWith("0 patterns of projects are given");
    assertThat(
            projects(List.of(), all, IntStream.range(0, 9).mapToObj(i -> "p" + i + "*").toList()))
        .isEqualTo(
            "9 patterns of projects are given; 1 to 8 are possible, or none at all for every project");
  }

  @Test
  void whatIsNoNameOrPatternIsNamed() {
    for (String wrong : Arrays.asList("", "a b", "a,b", "-", "a/b", "é", "x".repeat(65), null)) {
      assertThat(projects(List.of(), List.of("*"), Arrays.asList("ok", wrong)))
          .isEqualTo(
              "project '%s' is no name or pattern such as 'corp-*' of at most 64 characters"
                  .formatted(wrong));
    }
  }

  @Test
  void patternsAreKeptNormalised() {
    var asked =
        new TokenRequest(
            "x",
            null,
            List.of("*"),
            null,
            List.of("Corp_*", "corp.*", "a**b", "Exact__Name"),
            null);

    assertThat(TokenRules.projects(asked).orElseThrow())
        .extracting(ProjectPattern::text)
        .containsExactly("corp-*", "a*b", "exact-name");
  }

  private static String projects(List<String> scopes, List<String> sources, List<String> projects) {
    return refusal(new TokenRequest("x", scopes, sources, null, projects, null));
  }

  private static String refusal(
      String description, List<String> scopes, List<String> sources, List<String> repos) {
    return refusal(new TokenRequest(description, scopes, sources, repos, null, null));
  }

  private static String refusal(TokenRequest asked) {
    return switch (TokenRules.scopes(asked)) {
      case Outcome.Done<List<Scope>> _ -> "";
      case Outcome.Refused<List<Scope>>(int status, var detail) -> {
        assertThat(status).isEqualTo(400);
        yield detail;
      }
    };
  }
}
