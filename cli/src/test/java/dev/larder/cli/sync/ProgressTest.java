package dev.larder.cli.sync;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.larder.cli.output.Console;
import dev.larder.cli.output.OutputFormat;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProgressTest {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  private final StringWriter written = new StringWriter();
  private Instant now = START;

  private Progress progress(OptionalInt width, State begun) {
    var console =
        new Console(
            new PrintWriter(Writer.nullWriter()),
            new PrintWriter(written, true),
            () -> OutputFormat.HUMAN);
    return new Progress(console, width, () -> now, begun);
  }

  private static State state(String phase, String packages, String more) throws Exception {
    return new State(
        new ObjectMapper()
            .readTree(
                """
                {"source":"pypi","state":"running","phase":"%s","packages":{%s},
                 "startedAt":"2026-01-01T00:00:00Z"%s}
                """
                    .formatted(phase, packages, more)));
  }

  private static State fetching(int total, int done, String more) throws Exception {
    return state("fetch", "\"total\":%d,\"done\":%d".formatted(total, done), more);
  }

  private String drawn() {
    String drawn = written.toString();
    written.getBuffer().setLength(0);
    return drawn.replace("\r", "").replace("\u001b[K", "");
  }

  @ParameterizedTest
  @CsvSource({
    "80, 231734, 14127, Packages in pypi snapshot: 14127 / 231734 [=>--------------------------] 5m9s",
    "80, 10, 0, Packages in pypi snapshot: 0 / 10 [>---------------------------] 5m9s",
    "80, 10, 9, Packages in pypi snapshot: 9 / 10 [========================>---] 5m9s",
    "80, 10, 10, Packages in pypi snapshot: 10 / 10 [============================] 5m9s",
    "80, 0, 0, Packages in pypi snapshot: 0 / 0 [============================] 5m9s",
    "60, 231734, 14127, Packages in pypi snapshot: 14127 / 231734 [>---------] 5m9s",
    "50, 231734, 14127, Packages in pypi snapshot: 14127 / 231734 5m9s",
    "20, 231734, 14127, Packages in pypi sn",
  })
  void theLineFitsTheTerminal(int width, int total, int done, String line) throws Exception {
    Progress progress = progress(OptionalInt.of(width), fetching(total, 0, ",\"joined\":true"));
    now = START.plus(Duration.ofMinutes(5).plusSeconds(9));

    progress.show(fetching(total, done, ""));

    assertThat(drawn()).isEqualTo(line);
  }

  @Test
  void whatItDoesBeforeItCountsIsSaid() throws Exception {
    Progress progress = progress(OptionalInt.of(80), state("list", "\"total\":null", ""));

    progress.show(state("list", "\"total\":null", ""));
    assertThat(drawn()).isEqualTo("Reading the list of pypi 0s");
    progress.show(state("compare", "\"total\":null", ""));
    assertThat(drawn()).isEqualTo("Comparing the list of pypi 0s");
  }

  @Test
  void whatABeginnerWaitsForCountsFromNowWhateverTheServersClockSays() throws Exception {
    now = START.minus(Duration.ofHours(1));
    Progress progress = progress(OptionalInt.of(80), fetching(10, 0, ""));

    now = now.plusSeconds(3);
    progress.show(fetching(10, 1, ""));

    assertThat(drawn()).endsWith(" 3s");
  }

  @Test
  void failuresAreCounted() throws Exception {
    Progress progress = progress(OptionalInt.of(80), fetching(10, 0, ""));

    progress.show(state("fetch", "\"total\":10,\"done\":5,\"failed\":2", ""));

    assertThat(drawn()).endsWith("] 0s (2 failed)");
  }

  @Test
  void elsewhereALineEveryHalfMinuteDoes() throws Exception {
    Progress progress = progress(OptionalInt.empty(), fetching(100, 0, ""));

    for (int second = 0; second <= 65; second++) {
      now = START.plusSeconds(second);
      progress.show(fetching(100, second, ""));
    }

    assertThat(drawn().lines())
        .containsExactly(
            "Packages in pypi snapshot: 0 / 100 0s",
            "Packages in pypi snapshot: 30 / 100 30s",
            "Packages in pypi snapshot: 60 / 100 1m0s");
  }

  @Test
  void aMessageTakesThePlaceOfTheLineWhichIsDrawnAgainBelow() throws Exception {
    Progress progress = progress(OptionalInt.of(80), fetching(10, 0, ""));
    progress.show(fetching(10, 1, ""));

    progress.show(fetching(10, 1, ",\"message\":\"the upstream is away\""));
    progress.end();

    String line = "\rPackages in pypi snapshot: 1 / 10 [==>-------------------------] 0s\u001b[K";
    assertThat(written.toString())
        .isEqualTo(line + "\r\u001b[Kthe upstream is away\n" + line + "\n");
  }
}
