package dev.larder.gateway.limit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class MemoryCountsTest {
  private final AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);
  private final MemoryCounts counts = new MemoryCounts(now::get);

  @Test
  void aMinuteBeginsWithTheFirstCountAndEndsByItself() {
    assertThat(counts.add("a", 1)).isEqualTo(new Count(1, Duration.ofSeconds(60)));
    now.set(Instant.EPOCH.plusSeconds(45));
    assertThat(counts.add("a", 1)).isEqualTo(new Count(2, Duration.ofSeconds(15)));
    assertThat(counts.add("a", 0)).isEqualTo(new Count(2, Duration.ofSeconds(15)));
    now.set(Instant.EPOCH.plusSeconds(60));
    assertThat(counts.add("a", 1)).isEqualTo(new Count(1, Duration.ofSeconds(60)));
  }

  @Test
  void theEldestIsForgottenWhereThereAreTooMany() {
    counts.add("first", 1);
    for (int i = 0; i < 10_000; i++) {
      counts.add("other" + i, 1);
    }
    assertThat(counts.add("first", 0).times()).isZero();
    assertThat(counts.add("other9999", 0).times()).isEqualTo(1);
  }
}
