package dev.larder.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class TableTest {
  private final Table table = new Table("GUID", "EMPTY", "DESCRIPTION").whole("GUID");

  TableTest() {
    table.row("0123456789abcdef", "", "what the token of the build server is for");
  }

  @Test
  void inAPipeALineIsAsWideAsItIs() {
    assertThat(table.lines(OptionalInt.empty()))
        .containsExactly(
            "GUID              EMPTY  DESCRIPTION",
            "0123456789abcdef  -      what the token of the build server is for");
    assertThat(table.lines(OptionalInt.of(80))).isEqualTo(table.lines(OptionalInt.empty()));
  }

  @Test
  void onATerminalItLosesEmptyColumnsFirstAndThenTheEndsOfLongValues() {
    assertThat(table.lines(OptionalInt.of(60)))
        .containsExactly(
            "GUID              DESCRIPTION",
            "0123456789abcdef  what the token of the build server is for");
    assertThat(table.lines(OptionalInt.of(30)))
        .containsExactly("GUID              DESCRIPTION", "0123456789abcdef  what the to…");
  }

  @Test
  void whatIsToBeCopiedStaysWholeWhateverTheWidth() {
    assertThat(table.lines(OptionalInt.of(5)))
        .containsExactly("GUID              DESCR…", "0123456789abcdef  what …");
  }
}
