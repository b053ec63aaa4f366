package dev.larder.blob.cache;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.larder.blob.owner.Owner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiskCacheTest {
  private static final Instant NOW = Instant.parse("2019-03-01T00:00:00Z");

  @TempDir Path folder;
  private final List<CacheName> used = new ArrayList<>();

  private DiskCache open(long bound) throws IOException {
    return DiskCache.open(
        new CacheConfiguration(folder, bound), Clock.fixed(NOW, ZoneOffset.UTC), used::add);
  }

  private static CacheName name(String name) {
    return new CacheName("kept-" + name, new Owner(1, 0));
  }

  private Path path(String name) {
    return folder.resolve(name(name).toString());
  }

  private static void put(DiskCache cache, String name, int size) throws IOException {
    put(cache, name(name), size);
  }

  private static void put(DiskCache cache, CacheName name, int size) throws IOException {
    try (DiskCache.Room room =
        cache.reserve(name.owner().source(), OptionalLong.of(size)).orElseThrow()) {
      Files.write(room.path(), new byte[size]);
      room.keep(List.of(name));
    }
  }

  private static Optional<DiskCache.Room> reserve(DiskCache cache, long source, long bytes) {
    return cache.reserve(source, OptionalLong.of(bytes));
  }

  private static boolean holds(DiskCache cache, String name) {
    return holds(cache, name(name));
  }

  private static boolean holds(DiskCache cache, CacheName name) {
    Optional<OpenFile> file = cache.find(name, OptionalLong.empty());
    file.ifPresent(OpenFile::close);
    return file.isPresent();
  }

  @Test
  void theLeastRecentlyUsedGoesFirst() throws IOException {
    DiskCache cache = open(100);
    put(cache, "a", 40);
    put(cache, "b", 40);
    assertThat(holds(cache, "a")).isTrue();

    put(cache, "c", 40);

    assertThat(path("b")).doesNotExist();
    assertThat(holds(cache, "a")).isTrue();
    assertThat(holds(cache, "c")).isTrue();
  }

  @Test
  void roomIsReservedBeforeItIsUsed() throws IOException {
    DiskCache cache = open(100);
    put(cache, "a", 40);
    try (DiskCache.Room first = reserve(cache, 1, 80).orElseThrow()) {
      assertThat(first.path()).doesNotExist();
      assertThat(holds(cache, "a")).isFalse();
      assertThat(reserve(cache, 1, 30)).isEmpty();
    }
    assertThat(reserve(cache, 1, 30)).isPresent();
  }

  @Test
  void whatIsLargerThanTheCacheGetsNoRoomAndDropsNothing() throws IOException {
    DiskCache cache = open(100);
    put(cache, "a", 40);

    assertThat(reserve(cache, 1, 101)).isEmpty();
    assertThat(holds(cache, "a")).isTrue();
  }

  @Test
  void aFileThatWasDroppedCanStillBeReadByWhoHasIt() throws IOException {
    DiskCache cache = open(100);
    put(cache, "a", 40);
    try (OpenFile file = cache.find(name("a"), OptionalLong.empty()).orElseThrow()) {
      put(cache, "b", 100);

      assertThat(path("a")).doesNotExist();
      assertThat(file.size()).isEqualTo(40);
    }
  }

  @Test
  void aFileOfTheWrongSizeIsNoLongerThere() throws IOException {
    DiskCache cache = open(100);
    put(cache, "a", 40);

    assertThat(cache.find(name("a"), OptionalLong.of(41))).isEmpty();
    assertThat(path("a")).doesNotExist();
  }

  @Test
  void aFileThatSomebodyUnlinkedIsNotThere() throws IOException {
    DiskCache cache = open(100);
    put(cache, "a", 40);
    Files.delete(path("a"));

    assertThat(cache.find(name("a"), OptionalLong.of(40))).isEmpty();
    put(cache, "b", 100);
    assertThat(holds(cache, "b")).isTrue();
  }

  @Test
  void aStartForgetsWhatWasHalfWrittenAndKeepsWhatWasUsedLast() throws IOException {
    Files.writeString(folder.resolve("tmp-1234"), "half", UTF_8);
    for (String name : new String[] {"old", "new", "middle"}) {
      Files.write(path(name), new byte[40]);
    }
    Files.setLastModifiedTime(path("old"), FileTime.from(NOW.minusSeconds(300)));
    Files.setLastModifiedTime(path("middle"), FileTime.from(NOW.minusSeconds(200)));
    Files.setLastModifiedTime(path("new"), FileTime.from(NOW.minusSeconds(100)));

    DiskCache cache = open(100);

    assertThat(folder.resolve("tmp-1234")).doesNotExist();
    assertThat(path("old")).doesNotExist();
    assertThat(holds(cache, "middle")).isTrue();
    assertThat(holds(cache, "new")).isTrue();
  }

  @Test
  void useIsRememberedOverARestart() throws IOException {
    DiskCache cache = open(100);
    put(cache, "a", 40);
    Files.setLastModifiedTime(path("a"), FileTime.from(NOW.minus(Duration.ofDays(9))));

    assertThat(holds(cache, "a")).isTrue();

    assertThat(Files.getLastModifiedTime(path("a")).toInstant()).isEqualTo(NOW);
    assertThat(holds(cache, "a")).isTrue();
    assertThat(used).containsExactly(name("a"));
  }

  private CacheName cameInPart(int size) throws IOException {
    CacheName name = new CacheName("a".repeat(64), new Owner(2, 1));
    Files.write(folder.resolve("tmp-1"), new byte[size]);
    Files.writeString(folder.resolve("tmp-1.note"), name + "\n\"tag\"\n");
    return name;
  }

  @Test
  void whatCameInPartBeforeAKillIsGoneOnWithOnce() throws IOException {
    CacheName name = cameInPart(60);
    DiskCache cache = open(1000);

    try (DiskCache.Room room = reserve(cache, 2, 0).orElseThrow()) {
      assertThat(room.goOnWith(name)).contains("\"tag\"");
      assertThat(room.path()).hasSize(60);
      assertThat(reserve(cache, 3, 941)).isEmpty();
    }
    try (DiskCache.Room room = reserve(cache, 2, 0).orElseThrow()) {
      assertThat(room.goOnWith(name)).isEmpty();
    }
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void whatCameInPartGivesWayAsAllElse() throws IOException {
    CacheName name = cameInPart(60);
    DiskCache cache = open(200);

    put(cache, "a", 100);

    try (DiskCache.Room room = reserve(cache, 2, 0).orElseThrow()) {
      assertThat(room.goOnWith(name)).isEmpty();
    }
    assertThat(holds(cache, "a")).isTrue();
  }

  @Test
  void aNoteGoesWithItsFileHoweverThatEnds() throws IOException {
    DiskCache cache = open(1000);
    CacheName name = new CacheName("a".repeat(64), new Owner(2, 1));
    try (DiskCache.Room room = reserve(cache, 2, 10).orElseThrow()) {
      room.note(name, "\"tag\"");
      Files.write(room.path(), new byte[10]);
      room.keep(List.of(name));
    }
    assertThat(folder).isDirectoryNotContaining("glob:**.note");
    assertThat(holds(cache, name)).isTrue();
  }

  @Test
  void whatIsNotKeptLeavesNothing() throws IOException {
    DiskCache cache = open(100);
    try (DiskCache.Room room = reserve(cache, 1, 10).orElseThrow()) {
      Files.write(room.path(), new byte[10]);
    }
    assertThat(folder).isEmptyDirectory();
  }

  private static CacheName of(long source, String name) {
    return new CacheName("kept-" + name, new Owner(source, 0));
  }

  @Test
  void aSourceThatHasMoreThanHalfGivesWayToOthers() throws IOException {
    DiskCache cache = open(100);
    put(cache, of(2, "old"), 10);
    for (String name : List.of("a", "b", "c")) {
      put(cache, of(1, name), 30);
    }

    put(cache, of(2, "new"), 30);

    assertThat(holds(cache, of(1, "a"))).isFalse();
    assertThat(holds(cache, of(2, "old"))).isTrue();
    assertThat(holds(cache, of(2, "new"))).isTrue();
  }

  @Test
  void aSourceThatWantsMoreThanHalfTakesNothingFromOthersForIt() throws IOException {
    DiskCache cache = open(100);
    put(cache, of(2, "others"), 40);
    put(cache, of(1, "a"), 50);
    put(cache, of(1, "b"), 50);

    assertThat(reserve(cache, 1, 70)).isEmpty();
    assertThat(holds(cache, of(2, "others"))).isTrue();
    assertThat(holds(cache, of(1, "a"))).isFalse();
    assertThat(holds(cache, of(1, "b"))).isTrue();
    assertThat(reserve(cache, 1, 60)).isPresent();
    assertThat(holds(cache, of(2, "others"))).isTrue();
  }

  @Test
  void whatNobodyElseWantsIsAnySources() throws IOException {
    DiskCache cache = open(100);

    put(cache, of(1, "a"), 95);

    assertThat(holds(cache, of(1, "a"))).isTrue();
  }

  @Test
  void theSameOfSeveralOwnersIsStoredAndCountedOnceAlsoAfterARestart() throws IOException {
    DiskCache cache = open(100);
    CacheName one = new CacheName("a".repeat(64), new Owner(1, 1));
    CacheName other = new CacheName("a".repeat(64), new Owner(2, 3));
    put(cache, one, 30);
    put(cache, other, 30);
    for (DiskCache each : List.of(cache, open(100))) {
      assertThat(holds(each, one)).isTrue();
      assertThat(holds(each, other)).isTrue();
      assertThat(holds(each, new CacheName("a".repeat(64), new Owner(2, 2)))).isFalse();
      assertThat(Files.isSameFile(each.path(one), each.path(other))).isTrue();
    }

    put(cache, of(3, "more"), 40);
    put(cache, of(4, "more"), 30);

    assertThat(holds(cache, one)).isTrue();
    assertThat(holds(cache, other)).isTrue();
  }

  @Test
  void aContentIsDeletedByAllItsNames() throws IOException {
    DiskCache cache = open(100);
    CacheName blind = new CacheName("u-" + "b".repeat(40), new Owner(1, 1));
    CacheName known = blind.by("a".repeat(64));
    try (DiskCache.Room room = reserve(cache, 1, 10).orElseThrow()) {
      Files.write(room.path(), new byte[10]);
      room.keep(List.of(blind, known));
    }
    put(cache, known.with(".metadata"), 1);
    put(cache, blind.with(".metadata"), 1);
    put(cache, new CacheName("a".repeat(64), new Owner(2, 1)), 10);
    put(cache, "others", 10);

    cache.delete("a".repeat(64));

    assertThat(folder).isDirectoryContaining(path -> path.equals(path("others")));
    assertThat(folder.toFile().list()).hasSize(1);
    assertThat(holds(cache, blind)).isFalse();
  }

  @Test
  void aRoomOfUnknownSizeGrowsAsLongAsThereIsSome() throws IOException {
    DiskCache cache = open(10 << 20);
    put(cache, of(2, "others"), 1 << 20);
    try (DiskCache.Room room = cache.reserve(1, OptionalLong.empty()).orElseThrow()) {
      assertThat(room.grow(1 << 20)).isTrue();
      assertThat(room.grow(3 << 20)).isTrue();
      assertThat(room.grow(20 << 20)).isFalse();
    }
    assertThat(reserve(cache, 1, 9 << 20)).isPresent();
    assertThat(holds(cache, of(2, "others"))).isTrue();
  }
}
