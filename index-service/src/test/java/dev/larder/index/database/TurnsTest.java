package dev.larder.index.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.larder.index.Fixture;
import dev.larder.service.request.RequestId;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class TurnsTest {
  /** What was written, transaction by transaction; what failed is not there. */
  private final List<List<String>> committed = new ArrayList<>();

  private List<String> written = new ArrayList<>();
  private final Turns turns = new Turns(this::transaction);
  private final CountDownLatch first = new CountDownLatch(1);

  private void transaction(Runnable work) {
    written = new ArrayList<>();
    work.run();
    committed.add(written);
  }

  private String write(String what) {
    written.add(what);
    return what;
  }

  private static String fail(String why) {
    throw new IllegalStateException(why);
  }

  /** Others wait while this has its turn, in the order in which they are given. */
  @SafeVarargs
  private List<CompletableFuture<String>> behindAnother(Supplier<String>... others) {
    CompletableFuture<String> one = new CompletableFuture<>();
    start(one, () -> turns.alone(this::untilOthersWait));
    Fixture.waitUntil(() -> turns.isTaken());
    List<CompletableFuture<String>> all = new ArrayList<>();
    for (Supplier<String> other : others) {
      CompletableFuture<String> result = new CompletableFuture<>();
      start(result, () -> turns.shared(other));
      all.add(result);
      Fixture.waitUntil(() -> turns.length() == all.size());
    }
    first.countDown();
    return all;
  }

  private String untilOthersWait() {
    try {
      first.await();
      return "";
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static void start(CompletableFuture<String> result, Supplier<String> work) {
    Thread.ofPlatform()
        .start(
            () -> {
              try {
                result.complete(work.get());
              } catch (RuntimeException e) {
                result.completeExceptionally(e);
              }
            });
  }

  @Test
  void whoWaitsMeanwhileSharesATransactionInTheOrderOfComing() throws Exception {
    List<CompletableFuture<String>> all =
        behindAnother(() -> write("a"), () -> write("b"), () -> write("c"));
    assertThat(all.get(0).get()).isEqualTo("a");
    assertThat(all.get(2).get()).isEqualTo("c");
    assertThat(committed).containsExactly(List.of("a", "b", "c"));
  }

  @Test
  void whatFailsChangesNothingAndKeepsNobodyElseFromIt() throws Exception {
    List<CompletableFuture<String>> all =
        behindAnother(
            () -> write("a"),
            () -> {
              write("half of b");
              return fail("b can't be");
            },
            () -> write("c"));
    assertThat(all.get(0).get()).isEqualTo("a");
    assertThatThrownBy(() -> all.get(1).get())
        .isInstanceOf(ExecutionException.class)
        .hasRootCauseMessage("b can't be");
    assertThat(all.get(2).get()).isEqualTo("c");
    assertThat(committed).containsExactly(List.of("a"), List.of("c"));
  }

  @Test
  void aCommitThatFailsIsToldToAllAndNothingIsDoneAgain() {
    List<String> done = new ArrayList<>();
    Turns failing =
        new Turns(
            work -> {
              work.run();
              fail("the connection broke");
            });
    assertThatThrownBy(() -> failing.shared(() -> done.add("a")))
        .hasMessage("the connection broke");
    assertThat(done).containsExactly("a");
  }

  @Test
  void aTransactionThatCannotBeginIsTold() {
    Turns failing = new Turns(work -> fail("no connection"));
    assertThatThrownBy(() -> failing.shared(() -> "a")).hasMessage("no connection");
    assertThatThrownBy(() -> failing.shared(() -> "b")).hasMessage("no connection");
  }

  @Test
  void whatIsDoneByAnotherThreadIsDoneForTheRequestThatAskedForIt() throws Exception {
    Supplier<String> asked = () -> RequestId.current().orElse("none");
    CompletableFuture<String> one = new CompletableFuture<>();
    start(one, () -> RequestId.during("a-request", () -> turns.shared(asked)));
    assertThat(one.get()).isEqualTo("a-request");
    List<CompletableFuture<String>> all = behindAnother(asked, asked);
    assertThat(all.get(1).get()).isEqualTo("none");
  }
}
