package dev.larder.index.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.larder.memory.BudgetSpentException;
import dev.larder.memory.ByteBudget;
import java.io.OutputStream;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class HeldBytesTest {
  private final ByteBudget budget = new ByteBudget(1 << 20, Duration.ZERO);

  @Test
  void moreThanThereIsRoomForNowIsToBeTriedAgain() throws Exception {
    try (ByteBudget.Share other = budget.take(500_000);
        HeldBytes held = new HeldBytes(budget.take(100), 0);
        OutputStream out = held.in()) {
      assertThatThrownBy(() -> out.write(new byte[500_000]))
          .isInstanceOf(BudgetSpentException.class);
      assertThat(other.bytes()).isEqualTo(500_000);
    }
    assertThat(budget.used()).isZero();
  }

  @Test
  void moreThanThereCanEverBeIsTooLarge() throws Exception {
    try (HeldBytes held = new HeldBytes(budget.take(100), 0);
        OutputStream out = held.in()) {
      assertThatThrownBy(() -> out.write(new byte[900_000]))
          .isInstanceOf(TooLargeException.class)
          .hasMessageNotContaining("try again");
    }
    assertThat(budget.used()).isZero();
  }
}
