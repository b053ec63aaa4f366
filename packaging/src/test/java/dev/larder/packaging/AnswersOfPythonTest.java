package dev.larder.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.opentest4j.TestAbortedException;

/**
 * Every answer of this library against the answer of Python's own {@code packaging} to the same
 * question.
 */
class AnswersOfPythonTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Cases CASES = new Cases(20_260_801);
  private static final DependencyCases DEPENDENCIES = new DependencyCases(20_260_802);

  private record Comparison(List<String> question, JsonNode ours, JsonNode pythons) {}

  private static final Map<String, List<Comparison>> COMPARISONS = new TreeMap<>();
  private static String whyNot = "";

  @BeforeAll
  static void askPython() throws IOException, InterruptedException {
    List<List<String>> questions = questions();
    List<JsonNode> answers;
    try {
      answers = PythonPackaging.answers(questions);
    } catch (TestAbortedException e) {
      whyNot = e.getMessage();
      return;
    }
    assertThat(answers).hasSameSizeAs(questions);
    for (int i = 0; i < questions.size(); i++) {
      List<String> question = questions.get(i);
      COMPARISONS
          .computeIfAbsent(question.getFirst(), kind -> new ArrayList<>())
          .add(new Comparison(question, JSON.valueToTree(OurAnswers.to(question)), answers.get(i)));
    }
  }

  /** Aborted here and not before all, each test is counted as skipped and gives the reason. */
  @BeforeEach
  void skipWithoutPython() {
    Assumptions.assumeTrue(whyNot.isEmpty(), whyNot);
  }

  private static List<List<String>> questions() {
    return Stream.<List<List<String>>>of(
            ask(3_000, () -> List.of("name", CASES.name())),
            ask(8_000, () -> List.of("version", CASES.version())),
            ask(8_000, () -> List.of("compare", CASES.goodVersion(), CASES.relative())),
            ask(5_000, () -> List.of("specifier", CASES.specifiers())),
            ask(2_000, () -> List.of("same", CASES.goodSpecifiers(), CASES.goodSpecifiers())),
            ask(4_000, () -> List.of("contains", CASES.goodSpecifiers(), CASES.version())),
            ask(
                10_000,
                () -> List.of("contains_version", CASES.goodSpecifiers(), CASES.relative())),
            ask(2_000, AnswersOfPythonTest::filterQuestion),
            ask(5_000, () -> List.of("wheel", CASES.wheel())),
            ask(4_000, () -> List.of("sdist", CASES.sdist())),
            ask(2_000, () -> List.of("metadata", CASES.metadata())),
            ask(8_000, () -> List.of("requirement", DEPENDENCIES.requirement())),
            ask(4_000, () -> List.of("license", DEPENDENCIES.license())))
        .flatMap(List::stream)
        .toList();
  }

  private static List<List<String>> ask(int times, Supplier<List<String>> question) {
    return CASES.many(times, question);
  }

  private static List<String> filterQuestion() {
    var question = new ArrayList<>(List.of("filtered", CASES.goodSpecifiers()));
    question.addAll(CASES.many(6, CASES::relative));
    return question;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "name",
        "version",
        "compare",
        "specifier",
        "same",
        "contains",
        "contains_version",
        "filtered",
        "wheel",
        "sdist",
        "metadata",
        "requirement",
        "license"
      })
  void theAnswerOfPythonIsOursToo(String kind) {
    List<Comparison> wrong =
        COMPARISONS.get(kind).stream().filter(c -> !c.ours().equals(c.pythons())).toList();
    assertThat(wrong.stream().limit(10)).as("%d differ", wrong.size()).isEmpty();
  }

  /** A generator that makes nothing but garbage would prove little. */
  @Test
  void halfOfAllQuestionsAndMoreAreAboutSomethingValid() {
    List<Comparison> all = COMPARISONS.values().stream().flatMap(List::stream).toList();
    assertThat(all).hasSizeGreaterThan(50_000);
    assertThat(all.stream().filter(c -> !c.pythons().isNull()).count())
        .isGreaterThan(all.size() / 2);
    COMPARISONS.forEach(
        (kind, comparisons) ->
            assertThat(comparisons.stream().filter(c -> !c.pythons().isNull()).count())
                .as(kind)
                .isGreaterThan(250));
  }
}
