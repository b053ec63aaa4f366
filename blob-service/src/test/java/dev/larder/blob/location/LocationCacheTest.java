package dev.larder.blob.location;

import static org.assertj.core.api.Assertions.assertThat;

import dev.larder.messaging.Change;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class LocationCacheTest {
  private final LocationCache cache = new LocationCache(2, 1 << 20);

  private static Question question(String filename) {
    return new Question("main", new FileKey("u-" + "0".repeat(40)), filename);
  }

  private static Location location(long serial, String... tags) {
    return new Location(
        serial,
        List.of(tags),
        1,
        "demo",
        "demo-1.0.tar.gz",
        null,
        null,
        null,
        new Location.Kept("kept/1", null, null, null),
        null,
        null,
        null,
        List.of());
  }

  private static Change change(long serial, String... tags) {
    return new Change(
        serial, Instant.EPOCH, Change.Kind.PAGE_CHANGED, 1, "demo", null, null, List.of(tags));
  }

  @Test
  void whatWasKeptIsThere() {
    cache.keep(question("a"), location(1, "repo:1"), cache.epoch());

    assertThat(cache.get(question("a"))).contains(location(1, "repo:1"));
    assertThat(cache.get(question("b"))).isEmpty();
  }

  @Test
  void aChangeDropsWhatBearsOneOfItsTags() {
    cache.keep(question("a"), location(1, "repo:1", "project:1/a"), cache.epoch());
    cache.keep(question("b"), location(1, "repo:1", "project:1/b"), cache.epoch());

    cache.changed(change(2, "project:1/a", "project:9/z"));

    assertThat(cache.get(question("a"))).isEmpty();
    assertThat(cache.get(question("b"))).isPresent();
  }

  @Test
  void anAnswerOlderThanAChangeThatWasHeardOfIsNotKept() {
    LocationCache.Epoch before = cache.epoch();
    cache.changed(change(5, "project:1/a"));

    cache.keep(question("a"), location(4, "project:1/a"), before);

    assertThat(cache.get(question("a"))).isEmpty();
  }

  @Test
  void anAnswerAskedForBeforeChangesWereLostIsNotKept() {
    LocationCache.Epoch before = cache.epoch();
    cache.lost();

    cache.keep(question("a"), location(9, "project:1/a"), before);

    assertThat(cache.get(question("a"))).isEmpty();
  }

  @Test
  void lostChangesDropEverything() {
    cache.keep(question("a"), location(1, "repo:1"), cache.epoch());

    cache.lost();

    assertThat(cache.get(question("a"))).isEmpty();
  }

  @Test
  void theLeastRecentlyUsedGoesFirst() {
    cache.keep(question("a"), location(1, "repo:1"), cache.epoch());
    cache.keep(question("b"), location(1, "repo:1"), cache.epoch());
    assertThat(cache.get(question("a"))).isPresent();

    cache.keep(question("c"), location(1, "repo:1"), cache.epoch());

    assertThat(cache.get(question("b"))).isEmpty();
    assertThat(cache.get(question("a"))).isPresent();
  }

  @Test
  void largeAnswersTakeNoMoreMemoryThanMayBe() {
    String large = "project:1/" + "a".repeat(600_000);
    cache.keep(question("a"), location(1, large), cache.epoch());
    cache.keep(question("b"), location(1, large), cache.epoch());

    assertThat(cache.get(question("a"))).isEmpty();
    assertThat(cache.get(question("b"))).isPresent();
    cache.changed(change(2, large));
    cache.keep(question("a"), location(2, "repo:1"), cache.epoch());
    cache.keep(question("c"), location(2, "repo:1"), cache.epoch());
    assertThat(cache.get(question("a"))).isPresent();
  }
}
