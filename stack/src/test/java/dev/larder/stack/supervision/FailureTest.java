package dev.larder.stack.supervision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.larder.stack.folder.DataFolder;
import dev.larder.stack.part.Part;
import dev.larder.stack.part.S3;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FailureTest {
  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({
    "1, ENDED, ended (code 1)",
    "3, OUT_OF_MEMORY, ran out of memory",
    "134, CRASHED, crashed (signal 6)",
    "139, CRASHED, crashed (signal 11)",
    "137, KILLED, was killed (signal 9)",
    "143, KILLED, was ended (signal 15)"
  })
  void howAJavaPartEndedIsSaidInWords(int code, Failure.Reason reason, String words) {
    Part java = new S3(new DataFolder(folder), "none", 1);

    assertThat(Failure.ofEnd(java, code, new Disk(folder))).isEqualTo(new Failure(reason, words));
  }

  @Test
  void anotherProgramsCodeThreeIsNoWantOfMemory() {
    assertThat(
            Failure.ofEnd(TestPart.of("redis", Part.Layer.STORES, ""), 3, new Disk(folder))
                .reason())
        .isEqualTo(Failure.Reason.ENDED);
  }

  @Test
  void aFullDiskIsNamedHoweverDeepItLies() {
    Throwable deep =
        new UncheckedIOException(
            new IOException(
                "can't write",
                new FileSystemException("run/x.json", null, "No space left on device")));

    Failure failure = Failure.ofStart(deep, new Disk(folder));

    assertThat(failure.reason()).isEqualTo(Failure.Reason.DISK_FULL);
    assertThat(failure.words())
        .isEqualTo("can't be started: the disk of %s is full; make room there".formatted(folder));
  }

  @Test
  void otherCausesAreNamedWithoutTheNamesOfJavasClasses() {
    assertThat(
            Failure.ofStart(
                    new UncheckedIOException(new AccessDeniedException("/data/run")),
                    new Disk(folder))
                .words())
        .isEqualTo("can't be started: /data/run may not be read or written");
  }
}
