package dev.larder.blob.cache;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiskCacheTest {
  private static final Instant NOW = Instant.parse("2019-03-01T00:00:00Z");

  @TempDir Path folder;

  private DiskCache open(long bound) throws IOException {
    return DiskCache.open(new CacheConfiguration(folder, bound), Clock.fixed(NOW, ZoneOffset.UTC));
  }

  private static void put(DiskCache cache, String name, int size) throws IOException {
    try (DiskCache.Room room = cache.reserve(OptionalLong.of(size)).orElseThrow()) {
      Files.write(room.path(), new byte[size]);
      room.keep(name);
    }
  }

  private static boolean holds(DiskCache cache, String name) {
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

    assertThat(folder.resolve("b")).doesNotExist();
    assertThat(holds(cache, "a")).isTrue();
    assertThat(holds(cache, "c")).isTrue();
  }

  @Test
  void roomIsReservedBeforeItIsUsed() throws IOException {
    DiskCache cache = open(100);
    put(cache, "a", 40);
    try (DiskCache.Room first = cache.reserve(OptionalLong.of(80)).orElseThrow()) {
      assertThat(first.path()).doesNotExist();
      assertThat(holds(cache, "a")).isFalse();
      assertThat(cache.reserve(OptionalLong.of(30))).isEmpty();
    }
    assertThat(cache.reserve(OptionalLong.of(30))).isPresent();
  }

  @Test
  void whatIsLargerThanTheCacheGetsNoRoomAndDropsNothing() throws IOException {
    DiskCache cache = open(100);
    put(cache, "a", 40);

    assertThat(cache.reserve(OptionalLong.of(101))).isEmpty();
    assertThat(holds(cache, "a")).isTrue();
  }

  @Test
  void aFileThatWasDroppedCanStillBeReadByWhoHasIt() throws IOException {
    DiskCache cache = open(100);
    put(cache, "a", 40);
    try (OpenFile file = cache.find("a", OptionalLong.empty()).orElseThrow()) {
      put(cache, "b", 100);

      assertThat(folder.resolve("a")).doesNotExist();
      assertThat(file.size()).isEqualTo(40);
    }
  }

  @Test
  void aFileOfTheWrongSizeIsNoLongerThere() throws IOException {
    DiskCache cache = open(100);
    put(cache, "a", 40);

    assertThat(cache.find("a", OptionalLong.of(41))).isEmpty();
    assertThat(folder.resolve("a")).doesNotExist();
  }

  @Test
  void aFileThatSomebodyUnlinkedIsNotThere() throws IOException {
    DiskCache cache = open(100);
    put(cache, "a", 40);
    Files.delete(folder.resolve("a"));

    assertThat(cache.find("a", OptionalLong.of(40))).isEmpty();
    put(cache, "b", 100);
    assertThat(holds(cache, "b")).isTrue();
  }

  @Test
  void aStartForgetsWhatWasHalfWrittenAndKeepsWhatWasUsedLast() throws IOException {
    Files.writeString(folder.resolve("tmp-1234"), "half", UTF_8);
    for (String name : new String[] {"old", "new", "middle"}) {
      Files.write(folder.resolve(name), new byte[40]);
    }
    Files.setLastModifiedTime(folder.resolve("old"), FileTime.from(NOW.minusSeconds(300)));
    Files.setLastModifiedTime(folder.resolve("middle"), FileTime.from(NOW.minusSeconds(200)));
    Files.setLastModifiedTime(folder.resolve("new"), FileTime.from(NOW.minusSeconds(100)));

    DiskCache cache = open(100);

    assertThat(folder.resolve("tmp-1234")).doesNotExist();
    assertThat(folder.resolve("old")).doesNotExist();
    assertThat(holds(cache, "middle")).isTrue();
    assertThat(holds(cache, "new")).isTrue();
  }

  @Test
  void useIsRememberedOverARestart() throws IOException {
    DiskCache cache = open(100);
    put(cache, "a", 40);
    Files.setLastModifiedTime(folder.resolve("a"), FileTime.from(NOW.minus(Duration.ofDays(9))));

    assertThat(holds(cache, "a")).isTrue();

    assertThat(Files.getLastModifiedTime(folder.resolve("a")).toInstant()).isEqualTo(NOW);
  }

  @Test
  void whatIsNotKeptLeavesNothing() throws IOException {
    DiskCache cache = open(100);
    try (DiskCache.Room room = cache.reserve(OptionalLong.of(10)).orElseThrow()) {
      Files.write(room.path(), new byte[10]);
    }
    assertThat(folder).isEmptyDirectory();
  }
}
