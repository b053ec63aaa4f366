package dev.larder.sync.look;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.larder.packaging.ProjectName;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class LooksTest {
  private static final Duration LONG = Duration.ofSeconds(30);
  private static final Look LOOK = look("p", null);

  private final AtomicInteger asked = new AtomicInteger();

  @Test
  @Timeout(60)
  void theSameLookAskedForMeanwhileIsJoined() throws Exception {
    CountDownLatch answering = new CountDownLatch(1);
    Looks looks =
        new Looks(
            look -> {
              asked.incrementAndGet();
              answering.await();
              return new Outcome.Failed(502, "only one of these");
            });
    Queue<Outcome> outcomes = new ConcurrentLinkedQueue<>();
    List<Thread> callers =
        IntStream.range(0, 20)
            .mapToObj(i -> Thread.startVirtualThread(() -> outcomes.add(looked(looks))))
            .toList();
    for (Thread caller : callers) {
      while (caller.getState() != Thread.State.TIMED_WAITING) {
        Thread.onSpinWait();
      }
    }
    answering.countDown();
    for (Thread caller : callers) {
      caller.join();
    }
    assertThat(outcomes).hasSize(20);
    assertThat(Set.copyOf(outcomes)).hasSize(1);
    assertThat(asked).hasValue(1);
  }

  private static Outcome looked(Looks looks) {
    try {
      return looks.look(LOOK, LONG);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void anotherLookIsNotJoinedAndALaterOneAsksAgain() throws Exception {
    Looks looks = new Looks(this::missing);
    looks.look(LOOK, LONG);
    looks.look(LOOK, LONG);
    looks.look(look("q", null), LONG);
    looks.look(look("p", "\"v1\""), LONG);
    assertThat(asked).hasValue(4);
  }

  @Test
  void anUpstreamThatHangsIsLeftInTime() throws Exception {
    CountDownLatch interrupted = new CountDownLatch(1);
    Looks looks =
        new Looks(
            look -> {
              try {
                new CountDownLatch(1).await();
              } catch (InterruptedException e) {
                interrupted.countDown();
                throw e;
              }
              return new Outcome.Missing();
            });
    assertThat(looks.look(LOOK, Duration.ofMillis(50)))
        .isEqualTo(Outcome.Failed.silent(504, LOOK, "did not answer within 0.05 s"));
    assertThat(interrupted.await(10, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void aCallerInAHurryDoesNotWaitForAnothersPatience() throws Exception {
    CountDownLatch answering = new CountDownLatch(1);
    CountDownLatch started = new CountDownLatch(1);
    Looks looks =
        new Looks(
            look -> {
              started.countDown();
              answering.await();
              return new Outcome.Missing();
            });
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
      Callable<Outcome> patiently = () -> looks.look(LOOK, LONG);
      Future<Outcome> patient = executor.submit(patiently);
      assertThat(started.await(10, TimeUnit.SECONDS)).isTrue();
      assertThat(looks.look(LOOK, Duration.ofMillis(10))).isInstanceOf(Outcome.Failed.class);
      answering.countDown();
      assertThat(patient.get()).isEqualTo(new Outcome.Missing());
    }
  }

  @Test
  void aFailureOfOurOwnIsThrownAndForgotten() throws Exception {
    Looks looks =
        new Looks(
            look -> {
              if (asked.incrementAndGet() == 1) {
                throw new IllegalStateException("our fault");
              }
              return new Outcome.Missing();
            });
    assertThatThrownBy(() -> looks.look(LOOK, LONG)).hasRootCauseMessage("our fault");
    assertThat(looks.look(LOOK, LONG)).isEqualTo(new Outcome.Missing());
  }

  private Outcome missing(Look look) {
    asked.incrementAndGet();
    return new Outcome.Missing();
  }

  private static Look look(String project, String etag) {
    return new Look("up", URI.create("https://host/simple/"), null, ProjectName.of(project), etag);
  }
}
