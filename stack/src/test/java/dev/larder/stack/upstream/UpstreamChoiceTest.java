package dev.larder.stack.upstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.larder.stack.console.Refusal;
import dev.larder.stack.folder.Address;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UpstreamChoiceTest {
  private static final UpstreamUrl COMPANY = new UpstreamUrl("https://me:pw@index.example/simple/");

  @TempDir Path folder;
  private Path wheels;

  @BeforeEach
  void aFolderOfWheels() throws IOException {
    wheels = Files.createDirectory(folder.resolve("wheels"));
    Files.createFile(wheels.resolve("a-1.0-py3-none-any.whl"));
  }

  @Test
  void pypiIsTakenWhenNothingIsAskedAndItAnswersAndPipIsNotEvenAsked() {
    UpstreamChoice choice =
        new UpstreamChoice(
            () -> {
              throw new AssertionError("pip was asked");
            },
            url -> true,
            self());

    assertThat(choice.choose(List.of()).upstreams()).containsExactly(UpstreamChoice.PYPI);
  }

  @Test
  void whatPipIsConfiguredWithIsTakenWhenPypiCantBeReachedAndTheLineSaysSo() {
    UpstreamChoice.Taken taken =
        choice(pip("https://me:pw@index.example/simple", wheels), UpstreamChoice.PYPI)
            .choose(List.of());

    assertThat(taken.upstreams()).containsExactly(COMPANY, UpstreamUrl.of(wheels.toString()));
    assertThat(taken.why())
        .contains("as pip is configured")
        .contains("https://pypi.org/simple/ can't be reached")
        .contains("https://***@index.example/")
        .doesNotContain("pw");
  }

  @Test
  void onlyWhatAnswersIsTakenInPypisStead() {
    UpstreamChoice.Taken taken =
        choice(pip("https://me:pw@index.example/simple", wheels), UpstreamChoice.PYPI, COMPANY)
            .choose(List.of());

    assertThat(taken.upstreams()).containsExactly(UpstreamUrl.of(wheels.toString()));
  }

  @Test
  void withNothingThatAnswersItStaysPypiAndTheLineSaysThatItIsAway() {
    UpstreamChoice.Taken taken = choice(Optional.empty(), UpstreamChoice.PYPI).choose(List.of());

    assertThat(taken.upstreams()).containsExactly(UpstreamChoice.PYPI);
    assertThat(taken.why()).contains("can't be reached now");
  }

  @Test
  void whatWasAskedForIsTakenInThatOrderWhetherItAnswersOrNot() {
    UpstreamChoice.Taken taken =
        choice(Optional.empty(), COMPANY, UpstreamChoice.PYPI)
            .choose(List.of(wheels.toString(), COMPANY.text(), wheels.toString()));

    assertThat(taken.upstreams()).containsExactly(UpstreamUrl.of(wheels.toString()), COMPANY);
    assertThat(taken.why()).doesNotContain("pw");
  }

  @Test
  void pipStandsForAllItsPlacesWhereItWasNamed() {
    UpstreamChoice.Taken taken =
        choice(pip("https://me:pw@index.example/simple", wheels))
            .choose(List.of("https://first.example/simple/", "pip"));

    assertThat(taken.upstreams())
        .containsExactly(
            new UpstreamUrl("https://first.example/simple/"),
            COMPANY,
            UpstreamUrl.of(wheels.toString()));
  }

  @Test
  void pipsPlacesThatAreGoneEmptyOrLarderItselfAreLeftOut() throws IOException {
    Path empty = Files.createDirectory(folder.resolve("empty"));
    Optional<PipConfiguration> pip =
        Optional.of(
            PipConfiguration.parse(
                "global.index-url='http://localhost:4242/latest/simple/'\nglobal.find-links='%s %s %s'\n"
                    .formatted(empty, folder.resolve("gone"), wheels)));

    assertThat(choice(pip).choose(List.of("pip")).upstreams())
        .containsExactly(UpstreamUrl.of(wheels.toString()));
  }

  @Test
  void askingForPipThatIsConfiguredWithNothingIsRefused() {
    assertThatThrownBy(() -> choice(Optional.empty()).choose(List.of("pip")))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("pip config list");
  }

  @Test
  void larderIsNeverItsOwnUpstream() {
    assertThatThrownBy(
            () -> choice(Optional.empty()).choose(List.of("http://127.0.0.1:4242/simple/")))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("Larder itself");
  }

  private static Optional<PipConfiguration> pip(String index, Path links) {
    return Optional.of(
        PipConfiguration.parse(
            "global.index-url='%s'\n:env:.find-links='%s'\n".formatted(index, links)));
  }

  private static UpstreamChoice choice(Optional<PipConfiguration> pip, UpstreamUrl... away) {
    return new UpstreamChoice(() -> pip, url -> !List.of(away).contains(url), self());
  }

  private static Address self() {
    return Address.listening("127.0.0.1", 4242);
  }
}
