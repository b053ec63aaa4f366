package dev.larder.service.flight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class SingleFlightTest {
  private final List<String> shared = new ArrayList<>();
  private final SingleFlight<String, String> flights =
      new SingleFlight<>((value, callers) -> shared.add(value + " by " + callers));

  @Test
  void whoAsksForWhatIsUnderWayJoinsIt() {
    CompletableFuture<String> work = new CompletableFuture<>();
    CompletableFuture<String> first = flights.join("a", () -> work);
    CompletableFuture<String> second =
        flights.join(
            "a",
            () -> {
              throw new AssertionError("started twice");
            });
    CompletableFuture<String> other =
        flights.join("b", () -> CompletableFuture.completedFuture("other"));

    assertThat(other).isCompletedWithValue("other");
    assertThat(first).isNotDone();
    work.complete("done");

    assertThat(first).isCompletedWithValue("done");
    assertThat(second).isCompletedWithValue("done");
    assertThat(shared).containsExactly("other by 1", "done by 2");
  }

  @Test
  void whatEndedIsStartedAnew() {
    for (String value : List.of("one", "two")) {
      assertThat(flights.join("a", () -> CompletableFuture.completedFuture(value)))
          .isCompletedWithValue(value);
    }
  }

  @Test
  void whoTurnsAwayTakesItFromNobody() {
    CompletableFuture<String> work = new CompletableFuture<>();
    CompletableFuture<String> first = flights.join("a", () -> work);
    CompletableFuture<String> second = flights.join("a", () -> work);

    first.cancel(true);
    work.complete("done");

    assertThat(second).isCompletedWithValue("done");
  }

  @Test
  void aFailureIsEverybodysAndLeavesNothingBehind() {
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
