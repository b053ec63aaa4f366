package dev.larder.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogTailTest {
  @TempDir Path folder;

  @Test
  void aLineIsToldOnceItIsWhole() throws IOException {
    Path log = folder.resolve("log");
    LogTail tail = LogTail.fromEnd(log);
    assertThat(tail.lines()).isEmpty();

    append(log, "one\ntw");
    assertThat(tail.lines()).containsExactly("one");
    append(log, "o\n");
    assertThat(tail.lines()).containsExactly("two");
    assertThat(tail.lines()).isEmpty();
  }

  @Test
  void aLogThatWasEmptiedIsReadFromItsBegin() throws IOException {
    Path log = folder.resolve("log");
    append(log, "old and long\n");
    LogTail tail = LogTail.fromEnd(log);

    Files.writeString(log, "new\n");

    assertThat(tail.lines()).containsExactly("new");
  }

  @Test
  void aVeryLongLineIsToldWhole() throws IOException {
    Path log = folder.resolve("log");
    append(log, "x".repeat(200_000) + "\nshort\n");
    LogTail tail = LogTail.fromStart(log);

    assertThat(tail.lines().getFirst()).hasSize(200_000);
  }

  private static void append(Path log, String text) throws IOException {
    Files.writeString(log, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }
}
