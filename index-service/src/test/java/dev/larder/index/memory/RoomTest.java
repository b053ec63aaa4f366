package dev.larder.index.memory;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RoomTest {
  private final Room room = new Room(10);

  @Test
  void noMoreFilesAreInMemoryThanThereIsRoomFor() throws Exception {
    AtomicInteger files = new AtomicInteger();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var most =
          IntStream.range(0, 200)
              .mapToObj(i -> threads.submit(() -> room.with(4, () -> held(files))))
              .toList();
      for (var held : most) {
        assertThat(held.get()).isLessThanOrEqualTo(8);
      }
    }
  }

  private static int held(AtomicInteger files) {
    int held = files.addAndGet(4);
    Thread.yield();
    files.addAndGet(-4);
    return held;
  }

  @Test
  void aPageLargerThanTheRoomTakesAllOfIt() throws Exception {
    CountDownLatch ended = new CountDownLatch(1);
    Thread other = Thread.ofVirtual().unstarted(() -> room.with(1, () -> end(ended)));
    boolean early =
        room.with(
            1000,
            () -> {
              other.start();
              try {
                return ended.await(50, TimeUnit.MILLISECONDS);
              } catch (InterruptedException e) {
                throw new AssertionError(e);
              }
            });
    assertThat(early).isFalse();
    assertThat(ended.await(10, TimeUnit.SECONDS)).isTrue();
  }

  private static boolean end(CountDownLatch latch) {
    latch.countDown();
    return true;
  }
}
