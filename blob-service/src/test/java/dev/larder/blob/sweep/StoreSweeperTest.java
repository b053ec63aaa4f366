package dev.larder.blob.sweep;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.larder.blob.owner.Contents;
import dev.larder.blob.owner.Proofs;
import dev.larder.blob.store.ObjectStore;
import dev.larder.blob.testing.Bytes;
import dev.larder.blob.testing.S3;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StoreSweeperTest {
  private static final Instant NOW = Instant.parse("2026-11-01T12:00:00Z");

  @TempDir Path folder;
  private S3 s3;
  private ObjectStore store;

  @BeforeEach
  void start() throws Exception {
    s3 = new S3(folder);
    store = s3.store();
  }

  @AfterEach
  void stop() throws Exception {
    s3.close();
  }

  private StoreSweeper sweeper(long bound) {
    return new StoreSweeper(store, new Contents(store, new Proofs(store, 100)), bound);
  }

  private static String sha256(String content) {
    return Bytes.sha256(content.getBytes(UTF_8));
  }

  private void put(String key, int size, Duration ago) throws Exception {
    s3.put(key, new byte[size]);
    s3.dates(key, NOW.minus(ago));
  }

  /** A content of so many bytes that came and was last used so long ago. */
  private String content(String name, int size, Duration came, Duration used) throws Exception {
    String sha256 = sha256(name);
    put("cache/" + sha256, size, came);
    put("proof/" + sha256 + "/2-1", 2, used);
    return sha256;
  }

  private boolean holds(String sha256) {
    return s3.holds("cache/" + sha256);
  }

  @Test
  void whatWasNotUsedForLongestGoesWithAllThatBelongsToIt() throws Exception {
    String used = content("used", 400, Duration.ofDays(90), Duration.ofHours(1));
    String old = content("old", 400, Duration.ofDays(60), Duration.ofDays(30));
    put("cache/" + old + ".metadata", 100, Duration.ofDays(60));
    put("given/" + old + "/2-1.asc", 10, Duration.ofDays(60));
    String fresh = content("fresh", 400, Duration.ofHours(2), Duration.ofHours(2));
    put("kept/0", 5000, Duration.ofDays(400));

    StoreSweeper.Swept swept = sweeper(1000).sweep();

    assertThat(swept).isEqualTo(new StoreSweeper.Swept(1300, 1, 500));
    assertThat(holds(used)).isTrue();
    assertThat(holds(fresh)).isTrue();
    assertThat(s3.holds("kept/0")).isTrue();
    for (String gone :
        new String[] {
          "cache/" + old, "cache/" + old + ".metadata", "proof/" + old + "/2-1", "given/" + old
        }) {
      assertThat(store.keys(gone)).as(gone).isEmpty();
    }
  }

  @Test
  void withinTheBoundNothingGoes() throws Exception {
    String old = content("old", 1000, Duration.ofDays(900), Duration.ofDays(900));

    assertThat(sweeper(1000).sweep()).isEqualTo(new StoreSweeper.Swept(1000, 0, 0));
    assertThat(holds(old)).isTrue();
  }

  @Test
  void anEmptyStoreIsWithinAnyBound() throws Exception {
    assertThat(sweeper(1).sweep()).isEqualTo(new StoreSweeper.Swept(0, 0, 0));
  }

  @Test
  void theLastOfItsUsersCounts() throws Exception {
    String shared = content("shared", 600, Duration.ofDays(90), Duration.ofDays(80));
    put("proof/" + shared + "/7-2", 2, Duration.ofMinutes(5));
    String other = content("other", 600, Duration.ofDays(3), Duration.ofDays(2));

    sweeper(1000).sweep();

    assertThat(holds(shared)).isTrue();
    assertThat(holds(other)).isFalse();
  }

  @Test
  void whatNobodyProvedAnyMoreGoesByItsOwnDate() throws Exception {
    String unproved = sha256("unproved");
    put("cache/" + unproved, 600, Duration.ofDays(5));
    put("proof/" + sha256("nothing") + "/2-1", 2, Duration.ofDays(1));
    String other = content("other", 600, Duration.ofDays(4), Duration.ofDays(4));

    sweeper(1000).sweep();

    assertThat(holds(unproved)).isFalse();
    assertThat(holds(other)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void whateverLiesThereAllThatStaysWasUsedNoEarlierThanWhatGoes(long seed) throws Exception {
    Random random = new Random(seed);
    Map<String, Integer> sizes = new HashMap<>();
    Map<String, Long> hours = new HashMap<>();
    for (int i = 0; i < 60; i++) {
      int size = random.nextInt(1000);
      int hour = random.nextInt(20);
      String sha256 = content("c" + i, size, Duration.ofHours(30), Duration.ofHours(hour));
      sizes.put(sha256, size);
      hours.put(sha256, (long) hour);
    }
    long all = sizes.values().stream().mapToLong(size -> size).sum();
    long bound = all / 10 * (1 + random.nextInt(8));

    StoreSweeper.Swept swept = sweeper(bound).sweep();

    long left = 0;
    long oldestLeft = 0;
    long youngestGone = Long.MAX_VALUE;
    for (String sha256 : sizes.keySet()) {
      if (holds(sha256)) {
        left += sizes.get(sha256);
        oldestLeft = Math.max(oldestLeft, hours.get(sha256));
      } else {
        youngestGone = Math.min(youngestGone, hours.get(sha256));
      }
    }
    assertThat(left).isLessThanOrEqualTo(bound / 10 * 9).isGreaterThan(bound / 10 * 9 - 1000);
    assertThat(oldestLeft).isLessThanOrEqualTo(youngestGone);
    assertThat(swept.bytes()).isEqualTo(all - left);
  }
}
