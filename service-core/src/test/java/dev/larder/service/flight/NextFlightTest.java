package dev.larder.service.flight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class NextFlightTest {
  private final List<CompletableFuture<String>> begun = new ArrayList<>();
  private final NextFlight<String, String> flights = new NextFlight<>();

  private CompletableFuture<String> ask(String key) {
    return flights.join(
        key,
        () -> {
          begun.add(new CompletableFuture<>());
          return begun.getLast();
        });
  }

  @Test
  void whoeverComesWhileItIsUnderWaySharesTheNext() {
    CompletableFuture<String> first = ask("a");
    CompletableFuture<String> second = ask("a");
    CompletableFuture<String> third = ask("a");
    assertThat(begun).hasSize(1);

    begun.getFirst().complete("old");

    assertThat(first).isCompletedWithValue("old");
    assertThat(second).isNotDone();
    assertThat(begun).hasSize(2);
    CompletableFuture<String> fourth = ask("a");
    begun.getLast().complete("new");
    assertThat(second).isCompletedWithValue("new");
    assertThat(third).isCompletedWithValue("new");
    assertThat(fourth).isNotDone();
    assertThat(begun).hasSize(3);
  }

  @Test
  void whatNobodyWaitsForIsNotBegun() {
    CompletableFuture<String> first = ask("a");
    CompletableFuture<String> other = ask("b");
    assertThat(begun).hasSize(2);
    begun.getFirst().complete("a");
    begun.getLast().complete("b");

    assertThat(first).isCompletedWithValue("a");
    assertThat(other).isCompletedWithValue("b");
    assertThat(begun).hasSize(2);
    CompletableFuture<String> later = ask("a");
    begun.getLast().complete("later");
    assertThat(later).isCompletedWithValue("later");
  }

  @Test
  void whoTurnsAwayTakesItFromNobody() {
    ask("a");
    CompletableFuture<String> second = ask("a");
    CompletableFuture<String> third = ask("a");

    second.cancel(true);
    begun.getFirst().complete("old");
    begun.getLast().complete("new");

    assertThat(third).isCompletedWithValue("new");
  }

  @Test
  void aFailureIsNotThatOfTheNext() {
    CompletableFuture<String> first = ask("a");
    CompletableFuture<String> second = ask("a");

    begun.getFirst().completeExceptionally(new IllegalStateException("broken"));
    begun.getLast().complete("good");

    assertThatThrownBy(first::join).hasRootCauseMessage("broken");
    assertThat(second).isCompletedWithValue("good");
  }

  @Test
  void whatThrowsInsteadOfBeginningIsAFailureToo() {
    CompletableFuture<String> failed =
        flights.join(
            "a",
            () -> {
              throw new IllegalStateException("broken");
            });

    assertThatThrownBy(failed::join).hasRootCauseMessage("broken");
    assertThat(flights.join("a", () -> CompletableFuture.completedFuture("good")))
        .isCompletedWithValue("good");
  }
}
