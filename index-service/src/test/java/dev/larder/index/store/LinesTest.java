package dev.larder.index.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LinesTest {
  private static final String LONG = "x".repeat(200_000);

  @Test
  void linesAreGivenOneByOneWhateverTheirLength() throws IOException {
    assertThat(all("a\n" + LONG + "\n\nb\n")).containsExactly("a", LONG, "", "b");
    assertThat(all("a\nno end")).containsExactly("a", "no end");
    assertThat(all("")).isEmpty();
  }

  @Test
  void aLineForWhichThereIsNoRoomIsSkippedAndWhatItBeginsWithTold() throws IOException {
    Lines lines =
        new Lines(
            new ByteArrayInputStream(("a\nbegin" + LONG + "\nb").getBytes(UTF_8)),
            bytes -> {
              throw new IllegalStateException("no room");
            });
    assertThat(lines.next()).asString(UTF_8).isEqualTo("a");
    assertThatThrownBy(lines::next).hasMessage("no room");
    assertThat(lines.refused()).asString(UTF_8).startsWith("beginxxx");
    assertThat(lines.next()).asString(UTF_8).isEqualTo("b");
    assertThat(lines.next()).isNull();
  }

  private static List<String> all(String text) throws IOException {
    List<String> all = new ArrayList<>();
    try (Lines lines = new Lines(new ByteArrayInputStream(text.getBytes(UTF_8)), bytes -> {})) {
      for (byte[] line = lines.next(); line != null; line = lines.next()) {
        all.add(new String(line, UTF_8));
      }
    }
    return all;
  }
}
