package dev.larder.stack.unpack;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ToolTest {
  @TempDir private Path folder;

  private void fail(String last) throws Exception {
    Tool.run(
        "the database",
        List.of("sh", "-c", "printf '%s' '" + last + "'; exit 1"),
        Map.of(),
        folder.resolve("log"),
        Path.of("/dev/null"));
  }

  @Test
  void oneThatFailsIsToldInItsLastWords() {
    assertThatThrownBy(() -> fail("first\n no space left \n\n"))
        .hasMessageContaining("the database failed (no space left); its log: ");
  }

  @Test
  void oneThatFailsInSilenceSaidNothing() {
    assertThatThrownBy(() -> fail("")).hasMessageContaining("(it said nothing)");
  }

  @Test
  void theLastWordsAreFoundAtTheEndOfALongLog() throws Exception {
    Files.writeString(folder.resolve("log"), "before\n".repeat(100_000));

    assertThatThrownBy(() -> fail("the end")).hasMessageContaining("(the end)");
  }
}
