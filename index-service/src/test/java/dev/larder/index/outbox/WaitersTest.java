package dev.larder.index.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.larder.index.Fixture;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class WaitersTest {
  private static final Duration LONG = Duration.ofMinutes(5);

  private final Waiters waiters = new Waiters();

  private Thread waiting(long serial) {
    Thread thread = Thread.ofPlatform().start(() -> waiters.await(serial, () -> false, LONG));
    Fixture.waitUntil(() -> thread.getState() == Thread.State.WAITING);
    return thread;
  }

  @Test
  void aSerialWakesWhoWaitsForItOrForAnEarlierOneAndNobodyElse() throws InterruptedException {
    Thread earlier = waiting(4);
    Thread same = waiting(5);
    Thread alsoSame = waiting(5);
    Thread later = waiting(6);
    waiters.wake(5);
    earlier.join();
    same.join();
    alsoSame.join();
    assertThat(later.isAlive()).isTrue();
    waiters.wake(7);
    later.join();
  }

  @Test
  void nobodyWaitsForWhatIsReached() {
    waiters.await(5, () -> true, LONG);
    assertThat(waiters.isEmpty()).isTrue();
  }

  @Test
  void whoHasWaitedLongEnoughGoesOnAndLeavesNothingBehind() {
    waiters.await(5, () -> false, Duration.ofNanos(1));
    assertThat(waiters.isEmpty()).isTrue();
  }
}
