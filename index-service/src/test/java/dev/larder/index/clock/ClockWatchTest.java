package dev.larder.index.clock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.larder.index.clock.ClockWatch.Reading;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ClockWatchTest {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  private Duration gone = Duration.ZERO;
  private final ClockWatch watch = new ClockWatch(() -> gone.toNanos());

  private Optional<Duration> after(Duration time, Duration ahead, Instant confirmed) {
    gone = gone.plus(time);
    return watch.note(new Reading(START.plus(gone).plus(ahead), confirmed));
  }

  @Test
  void aClockThatGoesAsItShouldHasNotJumped() {
    assertThat(after(Duration.ZERO, Duration.ZERO, null)).isEmpty();
    assertThat(after(Duration.ofDays(400), Duration.ZERO, null)).isEmpty();
  }

  @Test
  void aClockMayBeADayAheadAndNoMore() {
    after(Duration.ZERO, Duration.ZERO, null);
    assertThat(after(Duration.ZERO, Duration.ofHours(24).plusSeconds(1), null))
        .contains(Duration.ofHours(24));
    assertThat(after(Duration.ZERO, Duration.ofHours(24), null)).isEmpty();
  }

  @Test
  void smallStepsForwardAreFollowed() {
    for (int hours = 0; hours < 100; hours += 10) {
      assertThat(after(Duration.ofMinutes(1), Duration.ofHours(hours), null)).isEmpty();
    }
  }

  @Test
  void aJumpStandsUntilTheClockIsBack() {
    after(Duration.ZERO, Duration.ZERO, null);
    assertThat(after(Duration.ofMinutes(1), Duration.ofHours(26), null))
        .contains(Duration.ofHours(26));
    assertThat(after(Duration.ofDays(3), Duration.ofHours(26), null))
        .contains(Duration.ofHours(26));
    assertThat(after(Duration.ofMinutes(1), Duration.ZERO, null)).isEmpty();
  }

  @Test
  void aConfirmationOfBeforeTheJumpDoesNotHelp() {
    after(Duration.ZERO, Duration.ZERO, null);
    assertThat(after(Duration.ofMinutes(1), Duration.ofHours(26), START)).isPresent();
  }

  @Test
  void aConfirmedJumpIsFollowedAndTheNextOneIsFoundAgain() {
    after(Duration.ZERO, Duration.ZERO, null);
    Instant confirmed = START.plus(Duration.ofHours(26)).plusSeconds(60);
    assertThat(after(Duration.ofMinutes(2), Duration.ofHours(26), confirmed)).isEmpty();
    assertThat(after(Duration.ofMinutes(1), Duration.ofHours(30), confirmed)).isEmpty();
    assertThat(after(Duration.ofMinutes(1), Duration.ofHours(60), confirmed))
        .contains(Duration.ofHours(30));
  }

  @Test
  void aClockThatIsSetBackAndForthAgainHasNotJumped() {
    after(Duration.ZERO, Duration.ZERO, null);
    assertThat(after(Duration.ofMinutes(1), Duration.ofDays(-9), null)).isEmpty();
    assertThat(after(Duration.ofMinutes(1), Duration.ZERO, null)).isEmpty();
  }

  @Test
  void theRefusalSaysWhatToDo() {
    after(Duration.ZERO, Duration.ZERO, null);
    assertThatThrownBy(() -> watch.check(new Reading(START.plus(Duration.ofHours(26)), null)))
        .isInstanceOf(ClockJumped.class)
        .hasMessage(
            "The database's clock jumped forward by PT26H; no change is taken until it is set back or an administrator confirms it (larder clock --confirm)");
  }
}
