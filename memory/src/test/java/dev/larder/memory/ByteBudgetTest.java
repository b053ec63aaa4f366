package dev.larder.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class ByteBudgetTest {
  private final ByteBudget hasty = new ByteBudget(6400, Duration.ZERO);

  @Test
  void whatIsTakenIsGivenBack() {
    try (ByteBudget.Share share = hasty.take(4000)) {
      assertThat(share.bytes()).isEqualTo(4000);
      assertThat(hasty.used()).isEqualTo(4000);
    }
    assertThat(hasty.used()).isZero();
  }

  @Test
  void closingTwiceGivesBackOnce() {
    ByteBudget.Share share = hasty.take(1000);
    share.close();
    share.close();
    assertThat(hasty.used()).isZero();
  }

  @Test
  void moreThanIsFreeIsRefusedAfterTheWait() {
    try (ByteBudget.Share share = hasty.take(4000)) {
      assertThatThrownBy(() -> hasty.take(1000))
          .isInstanceOf(BudgetSpentException.class)
          .hasMessageContaining("try again");
    }
  }

  @Test
  void aRequestLargerThanTheBudgetTakesWhatLargeOnesMayHave() {
    try (ByteBudget.Share share = hasty.take(1 << 20)) {
      assertThat(share.bytes()).isEqualTo(hasty.largest()).isEqualTo(4800);
    }
  }

  @Test
  void smallOnesAreServedWhileLargeOnesHaveAllThatTheyMay() {
    try (ByteBudget.Share large = hasty.take(4800)) {
      for (int i = 0; i < 16; i++) {
        hasty.take(100);
      }
      assertThat(hasty.used()).isEqualTo(6400);
    }
  }

  @Test
  void oneAskerHasAQuarterAndOthersGoOn() {
    hasty.take(1000, "192.0.2.1");
    assertThatThrownBy(() -> hasty.take(1000, "192.0.2.1"))
        .isInstanceOf(BudgetSpentException.class);
    hasty.take(1000, "192.0.2.2");
    assertThat(hasty.used()).isEqualTo(2000);
  }

  @Test
  void oneRequestOfAnAskerMayBeLargerThanItsShare() {
    try (ByteBudget.Share share = hasty.take(4000, "192.0.2.1")) {
      assertThat(share.bytes()).isEqualTo(4000);
    }
  }

  @Test
  void growingDoesNotWait() {
    try (ByteBudget.Share share = hasty.take(100)) {
      assertThat(share.grow(4800)).isTrue();
      assertThat(share.grow(1)).isFalse();
      assertThat(share.bytes()).isEqualTo(4900);
    }
    assertThat(hasty.used()).isZero();
    assertThat(hasty.take(4800).bytes()).isEqualTo(4800);
  }

  @Test
  void whoWaitsIsServedWhenRoomComes() throws Exception {
    ByteBudget patient = new ByteBudget(6400, Duration.ofMinutes(1));
    ByteBudget.Share first = patient.take(4000);
    CountDownLatch asked = new CountDownLatch(1);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<Long> second =
          threads.submit(
              () -> {
                asked.countDown();
                try (ByteBudget.Share share = patient.take(3000)) {
                  return share.bytes();
                }
              });
      asked.await();
      first.close();
      assertThat(second.get()).isEqualTo(3000);
    }
    assertThat(patient.used()).isZero();
  }

  @Test
  void neverIsMoreUnderWayThanTheBudget() throws Exception {
    ByteBudget patient = new ByteBudget(6400, Duration.ofMinutes(1));
    AtomicLong now = new AtomicLong();
    AtomicLong most = new AtomicLong();
    List<Future<?>> all = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 500; i++) {
        long wanted = 1 + i * 37 % 5000;
        String asker = "asker " + i % 5;
        all.add(
            threads.submit(
                () -> {
                  try (ByteBudget.Share share = patient.take(wanted, asker)) {
                    most.accumulateAndGet(now.addAndGet(share.bytes()), Math::max);
                    Thread.yield();
                    now.addAndGet(-share.bytes());
                  }
                }));
      }
      for (Future<?> each : all) {
        each.get();
      }
    }
    assertThat(most.get()).isBetween(1L, 6400L);
    assertThat(patient.used()).isZero();
  }

  @Test
  void whoHasWaitedLongIsNotOvertakenByItsKind() throws Exception {
    AtomicLong now = new AtomicLong();
    ByteBudget patient = new ByteBudget(6400, Duration.ofMinutes(1), now::get);
    ByteBudget.Share first = patient.take(2400);
    ByteBudget.Share second = patient.take(2400);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<ByteBudget.Share> early = threads.submit(() -> patient.take(4800));
      waitUntilQueued(patient, 1, early);
      now.addAndGet(Duration.ofSeconds(31).toNanos());
      first.close();
      Future<ByteBudget.Share> late = threads.submit(() -> patient.take(2400));
      waitUntilQueued(patient, 2, late);
      assertThat(late.isDone()).isFalse();
      assertThat(patient.take(100).bytes()).as("a small one").isEqualTo(100);
      second.close();
      early.get().close();
      assertThat(late.get().bytes()).isEqualTo(2400);
    }
  }

  @Test
  void whoeverFitsGoesPastOneThatHasNotWaitedLong() throws Exception {
    ByteBudget patient = new ByteBudget(6400, Duration.ofMinutes(1), () -> 0);
    ByteBudget.Share first = patient.take(2400);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<ByteBudget.Share> early = threads.submit(() -> patient.take(4800));
      waitUntilQueued(patient, 1, early);
      patient.take(2400).close();
      first.close();
      assertThat(early.get().bytes()).isEqualTo(4800);
    }
  }

  @Test
  void behindOneThatWaitsForItsAskersShareOnlyThatAskerWaits() throws Exception {
    AtomicLong now = new AtomicLong();
    ByteBudget patient = new ByteBudget(6400, Duration.ofMinutes(1), now::get);
    ByteBudget.Share first = patient.take(1000, "192.0.2.1");
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<ByteBudget.Share> early = threads.submit(() -> patient.take(1600, "192.0.2.1"));
      waitUntilQueued(patient, 1, early);
      now.addAndGet(Duration.ofSeconds(31).toNanos());
      Future<ByteBudget.Share> late = threads.submit(() -> patient.take(500, "192.0.2.1"));
      waitUntilQueued(patient, 2, late);
      assertThat(late.isDone()).isFalse();
      assertThat(patient.take(1600, "192.0.2.2").bytes()).isEqualTo(1600);
      first.close();
      early.get().close();
      assertThat(late.get().bytes()).isEqualTo(500);
    }
  }

  private static void waitUntilQueued(ByteBudget budget, int many, Future<?> last) {
    while (budget.waiting() < many && !last.isDone()) {
      Thread.onSpinWait();
    }
  }
}
