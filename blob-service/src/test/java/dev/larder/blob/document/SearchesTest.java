package dev.larder.blob.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.larder.blob.fill.FillFailure;
import dev.larder.blob.testing.Await;
import dev.larder.memory.ByteBudget;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class SearchesTest {
  private static final int ASKING = 5;

  private final ByteBudget budget = new ByteBudget(6400, Duration.ZERO);
  private final Searches<String> searches = new Searches<>();

  private Optional<Document> found() {
    return Optional.of(new Document(new byte[100], budget.take(100)));
  }

  /** Several ask for the same, all before the first of them has it. */
  private List<FutureTask<Optional<Document>>> ask(Searches.How how) throws Exception {
    CountDownLatch gate = new CountDownLatch(1);
    List<FutureTask<Optional<Document>>> asked = new ArrayList<>();
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < ASKING; i++) {
      FutureTask<Optional<Document>> task =
          new FutureTask<>(
              () ->
                  searches.find(
                      "the same",
                      () -> {
                        try {
                          gate.await();
                        } catch (InterruptedException e) {
                          throw new AssertionError(e);
                        }
                        return how.seek();
                      }));
      asked.add(task);
      threads.add(Thread.ofPlatform().start(task));
    }
    Await.until(() -> threads.stream().allMatch(t -> t.getState() == Thread.State.WAITING));
    gate.countDown();
    return asked;
  }

  @Test
  void whoAsksForTheSameSharesItAndItCountsUntilAllHaveClosedIt() throws Exception {
    AtomicInteger sought = new AtomicInteger();
    List<FutureTask<Optional<Document>>> asked =
        ask(
            () -> {
              sought.incrementAndGet();
              return found();
            });
    for (FutureTask<Optional<Document>> each : asked) {
      Document document = each.get().orElseThrow();
      assertThat(budget.used()).isEqualTo(100);
      document.close();
    }
    assertThat(budget.used()).isZero();
    assertThat(sought).hasValue(1);
  }

  @Test
  void aFailureIsSharedTooAndTheNextSearchIsANewOne() throws Exception {
    for (FutureTask<Optional<Document>> each :
        ask(
            () -> {
              throw FillFailure.badGateway("It isn't there.");
            })) {
      assertThatThrownBy(each::get).hasRootCauseMessage("It isn't there.");
    }
    try (Document document = searches.find("the same", this::found).orElseThrow()) {
      assertThat(document.bytes()).hasSize(100);
    }
  }

  @Test
  void othersAreSoughtMeanwhile() throws Exception {
    Optional<Document> outer = searches.find("one", () -> searches.find("another", this::found));
    outer.orElseThrow().close();
    assertThat(budget.used()).isZero();
  }
}
