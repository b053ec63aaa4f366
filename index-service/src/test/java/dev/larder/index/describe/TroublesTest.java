package dev.larder.index.describe;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class TroublesTest {
  private final AtomicLong now = new AtomicLong();
  private final Troubles troubles = new Troubles(now::get);

  private boolean fails(int source, int times) {
    boolean paused = false;
    for (int i = 0; i < times; i++) {
      paused = troubles.failed(source);
    }
    return paused;
  }

  @Test
  void aSourceThatFailsAgainAndAgainIsLeftAloneForAWhileAndNoOther() {
    assertThat(fails(1, Troubles.IN_A_ROW - 1)).isFalse();
    assertThat(troubles.isPaused(1)).isFalse();

    assertThat(troubles.failed(1)).isTrue();

    assertThat(troubles.isPaused(1)).isTrue();
    assertThat(troubles.isPaused(2)).isFalse();
    now.addAndGet(Troubles.PAUSE.toNanos() - 1);
    assertThat(troubles.isPaused(1)).isTrue();
    now.addAndGet(1);
    assertThat(troubles.isPaused(1)).isFalse();
    assertThat(fails(1, Troubles.IN_A_ROW)).isTrue();
  }

  @Test
  void whatIsReadBetweenBeginsTheRowAnew() {
    fails(1, Troubles.IN_A_ROW - 1);
    troubles.ended(1);
    assertThat(fails(1, Troubles.IN_A_ROW - 1)).isFalse();
    assertThat(troubles.isPaused(1)).isFalse();
  }

  @Test
  void thosePausedAlreadyAreNotPausedAnew() {
    assertThat(fails(1, Troubles.IN_A_ROW)).isTrue();
    assertThat(fails(1, Troubles.IN_A_ROW)).isFalse();
  }
}
