package dev.larder.stack.supervision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.larder.stack.console.Console;
import dev.larder.stack.part.Part;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessesTest {
  @TempDir Path folder;

  @Test
  void aProcessIsKnownByItsPidAndItsStart() throws Exception {
    Process process = new ProcessBuilder("sleep", "60").start();
    Identity identity = Identity.of(process.pid()).orElseThrow();

    assertThat(identity.alive()).isTrue();
    assertThat(Identity.of(process.pid())).contains(identity);

    process.destroyForcibly().waitFor();
    assertThat(identity.alive()).isFalse();
  }

  @Test
  void aProcessThatIsDeafToTheFirstSignalIsKilled() throws IOException {
    Process process =
        new ProcessBuilder("sh", "-c", "trap '' TERM; echo deaf; while :; do sleep 1; done")
            .start();
    process.inputReader().readLine();
    Identity identity = Identity.of(process.pid()).orElseThrow();

    Ending.end(identity, "TERM", Duration.ofMillis(200));

    assertThat(identity.alive()).isFalse();
  }

  @Test
  void whatAKilledStackLeftRunningIsEndedAndForgotten() throws Exception {
    RunFiles run = new RunFiles(folder);
    Process process = new ProcessBuilder("sleep", "60").start();
    run.started(part("gateway"), Identity.of(process.pid()).orElseThrow());
    run.stack(new RunFiles.StackMark(1, "long ago", "http://localhost:4242", true));

    assertThat(leftovers(run).end()).isEqualTo(1);

    assertThat(process.waitFor()).isNotZero();
    assertThat(run.parts()).isEmpty();
    assertThat(run.stack()).isEmpty();
  }

  @Test
  void aPidThatBelongsToAnotherProcessByNowIsLeftAlone() throws IOException {
    RunFiles run = new RunFiles(folder);
    Process stranger = new ProcessBuilder("sleep", "60").start();
    try {
      run.started(part("redis"), new Identity(stranger.pid(), "another boot/4711"));

      assertThat(leftovers(run).end()).isZero();

      assertThat(stranger.isAlive()).isTrue();
      assertThat(run.parts()).isEmpty();
    } finally {
      stranger.destroyForcibly();
    }
  }

  @Test
  void aHalfWrittenRunFileEndsNothing() throws IOException {
    Files.writeString(folder.resolve("redis.json"), "{\"pid\":1");
    Files.writeString(folder.resolve("s3.json"), "{\"pid\":1}");

    assertThat(leftovers(new RunFiles(folder)).end()).isZero();
  }

  private static Part part(String name) {
    return TestPart.of(name, Part.Layer.STORES, "");
  }

  private static Leftovers leftovers(RunFiles run) {
    return new Leftovers(
        run,
        new Console(
            new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8),
            Optional.empty(),
            Clock.systemUTC()));
  }
}
