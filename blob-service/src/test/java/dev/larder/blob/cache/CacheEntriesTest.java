package dev.larder.blob.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.larder.blob.owner.Owner;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CacheEntriesTest {
  private static final long BOUND = 1_000;
  private static final int SOURCES = 3;

  private static CacheName name(long source, int number) {
    return new CacheName("kept-" + number, new Owner(source, 0));
  }

  /**
   * Whatever is asked for: the bound holds, and nobody loses of his half to who has more than half.
   */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void sharesHoldInAnyHistory(long seed) {
    Random random = new Random(seed);
    CacheEntries entries = new CacheEntries(BOUND, 1_000);
    Map<CacheName, Long> there = new HashMap<>();
    for (int i = 0; i < 2_000; i++) {
      long source = random.nextInt(SOURCES);
      long bytes = random.nextInt(10) == 0 ? random.nextInt(1_200) : random.nextInt(120);
      Map<Long, Long> before = new HashMap<>();
      for (long each = 0; each < SOURCES; each++) {
        before.put(each, entries.used(each));
      }
      Optional<List<CacheName>> gone = entries.reserve(source, bytes);
      if (gone.isEmpty()) {
        assertThat(there.keySet()).allMatch(entries::touch);
        continue;
      }
      for (CacheName each : gone.get()) {
        assertThat(there.remove(each)).isNotNull();
        long owner = each.owner().source();
        assertThat(
                owner == source
                    || before.get(owner) > BOUND / 2
                    || entries.used(source) + bytes <= BOUND / 2)
            .as("seed %d, step %d: %s went for %d bytes of %d", seed, i, each, bytes, source)
            .isTrue();
      }
      entries.release(source, bytes);
      CacheName name = name(source, random.nextInt(40));
      there.put(name, bytes);
      assertThat(entries.add(name, bytes)).isEmpty();
      long sum = there.values().stream().mapToLong(Long::longValue).sum();
      assertThat(entries.used()).isEqualTo(sum).isLessThanOrEqualTo(BOUND);
    }
  }

  @Test
  void namesAreBoundedTooAndWhoHasMoreThanHalfOfThemGivesWay() {
    CacheEntries entries = new CacheEntries(BOUND, 6);
    entries.add(name(2, 0), 1);
    for (int i = 0; i < 5; i++) {
      assertThat(entries.add(name(1, i), 1)).isEmpty();
    }

    assertThat(entries.add(name(2, 1), 1)).containsExactly(name(1, 0));
    assertThat(entries.add(name(2, 2), 1)).containsExactly(name(1, 1));
    assertThat(entries.add(name(2, 3), 1)).containsExactly(name(2, 0));
  }

  @Test
  void whatGoesWithItsLastNameAloneFreesItsRoom() {
    CacheEntries entries = new CacheEntries(BOUND, 6);
    entries.add(name(1, 0), 500);
    entries.add(name(2, 0), name(1, 0));
    assertThat(entries.used()).isEqualTo(500);
    assertThat(entries.used(2)).isEqualTo(500);

    entries.remove(name(1, 0));
    assertThat(entries.used()).isEqualTo(500);
    assertThat(entries.used(1)).isZero();

    entries.remove(name(2, 0));
    assertThat(entries.used()).isZero();
  }
}
