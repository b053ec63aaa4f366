package dev.larder.sync.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class NextTest {
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

  private static Run run(boolean cancelled, Instant againAt, int tries) {
    return new Run(
        new UUID(1, 2),
        2,
        "pypi",
        1,
        State.RUNNING,
        Phase.FETCH,
        null,
        "admin",
        null,
        false,
        cancelled,
        NOW,
        NOW,
        null,
        againAt,
        tries,
        10L,
        10L,
        0,
        0,
        0,
        0,
        0,
        null,
        true,
        null);
  }

  private static Next next(Run run, long chunks, long batches, long failed) {
    return Next.of(run, new Situation(chunks, batches, failed, NOW), Duration.ofSeconds(5), 3);
  }

  @Test
  void aRunWaitsForItsChunksAndItsBatches() {
    assertThat(next(run(false, null, 0), 1, 0, 0)).isEqualTo(new Next.Wait());
    assertThat(next(run(false, null, 0), 0, 1, 7)).isEqualTo(new Next.Wait());
    assertThat(next(run(false, null, 0), 0, 0, 0)).isEqualTo(new Next.Finish());
  }

  @Test
  void whatFailedIsTriedAgainLaterEachTime() {
    assertThat(next(run(false, null, 0), 0, 0, 1)).isEqualTo(new Next.AgainAt(NOW.plusSeconds(5)));
    assertThat(next(run(false, null, 2), 0, 0, 1)).isEqualTo(new Next.AgainAt(NOW.plusSeconds(80)));
    assertThat(next(run(false, NOW.plusSeconds(1), 1), 0, 0, 1)).isEqualTo(new Next.Wait());
    assertThat(next(run(false, NOW, 1), 0, 0, 1)).isEqualTo(new Next.Again());
    assertThat(next(run(false, null, 3), 0, 0, 1)).isEqualTo(new Next.Finish());
  }

  @Test
  void somebodysWordEndsIt() {
    assertThat(next(run(true, null, 0), 5, 5, 0))
        .isEqualTo(new Next.End(State.CANCELLED, "cancelled; what was taken over stays"));
  }

  @Test
  void moreFailuresThanAFewEndIt() {
    assertThat(next(run(false, null, 0), 5, 5, 10_000)).isEqualTo(new Next.Wait());
    assertThat(next(run(false, null, 0), 5, 5, 10_001))
        .isInstanceOfSatisfying(
            Next.End.class,
            end -> {
              assertThat(end.state()).isEqualTo(State.FAILED);
              assertThat(end.message()).contains("10,001 packages").hasLineCount(1);
            });
  }
}
