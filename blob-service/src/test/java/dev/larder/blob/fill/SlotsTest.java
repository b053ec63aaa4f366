package dev.larder.blob.fill;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class SlotsTest {
  private final Slots slots = new Slots(4);

  @Test
  void oneSourceHasHalfOfThemAtMost() {
    assertThat(slots.take(1)).isTrue();
    assertThat(slots.take(1)).isTrue();
    assertThat(slots.take(1)).isFalse();
    assertThat(slots.take(2)).isTrue();
    assertThat(slots.take(2)).isTrue();
    assertThat(slots.take(3)).isFalse();
  }

  @Test
  void whatIsGivenBackIsThereForOthers() {
    slots.take(1);
    slots.take(1);
    slots.giveBack(1);
    assertThat(slots.take(1)).isTrue();
  }

  @Test
  void whoWaitsGetsTheNextOneOfItsSource() throws Exception {
    slots.take(1);
    slots.take(1);
    CountDownLatch asked = new CountDownLatch(1);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<Boolean> waiting =
          threads.submit(
              () -> {
                asked.countDown();
                return slots.take(1, Duration.ofMinutes(1));
              });
      asked.await();
      slots.giveBack(1);
      assertThat(waiting.get()).isTrue();
    }
  }

  @Test
  void whoWaitedTooLongGetsNone() throws InterruptedException {
    slots.take(1);
    slots.take(1);
    assertThat(slots.take(1, Duration.ZERO)).isFalse();
  }
}
