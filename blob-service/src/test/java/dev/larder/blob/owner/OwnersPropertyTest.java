package dev.larder.blob.owner;

import static org.assertj.core.api.Assertions.assertThat;

import dev.larder.blob.owner.OwnersModel.Behaviour;
import dev.larder.blob.testing.FileEntry;
import dev.larder.blob.testing.Fixture;
import dev.larder.blob.testing.Http;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Histories of reads, of upstreams that come to have and cease to have what they list, of moved
 * sources, purges and restarts: nobody is given what the source that listed it hasn't delivered,
 * and who asks a source that has it gets it, whatever others did.
 */
class OwnersPropertyTest {
  private static final int FILES = 9;
  private static final int STEPS = 150;
  private static final long CACHE = 600_000;

  @TempDir Path cache;
  private final StringBuilder history = new StringBuilder();

  private Fixture open(Path folder) throws Exception {
    return Fixture.start(folder, "larder.cache.size", Long.toString(CACHE));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void nobodyGetsByAHashWhatHisSourceHasNot(long seed) throws Exception {
    Random random = new Random(seed);
    Fixture fixture = open(cache);
    Fixture replica = open(Files.createTempDirectory(cache.getParent(), "replica"));
    try {
      OwnersModel world = new OwnersModel(fixture, random, FILES);
      for (int step = 0; step < STEPS; step++) {
        switch (random.nextInt(20)) {
          case 0, 1, 2, 3 -> behave(world, random);
          case 4 -> moves(world, random);
          case 5 -> purges(world, fixture, replica);
          default -> reads(world, random, random.nextInt(4) == 0 ? replica : fixture, fixture);
        }
        assertSharesHold(fixture);
      }
    } finally {
      replica.close();
      fixture.close();
    }
  }

  private void behave(OwnersModel world, Random random) {
    long source = OwnersModel.MIRRORS.get(random.nextInt(OwnersModel.MIRRORS.size()));
    Behaviour[] all = Behaviour.values();
    Behaviour behaviour =
        source == OwnersModel.HONEST ? Behaviour.GIVES : all[random.nextInt(all.length)];
    int file = world.file();
    history.append("%d %s %d%n".formatted(source, behaviour, file));
    world.behave(source, file, behaviour);
  }

  private void moves(OwnersModel world, Random random) {
    long source = OwnersModel.MIRRORS.get(random.nextInt(OwnersModel.MIRRORS.size()));
    history.append("%d moves%n".formatted(source));
    world.moves(source);
  }

  private void purges(OwnersModel world, Fixture... replicas) throws Exception {
    int file = world.file();
    history.append("purge %d%n".formatted(file));
    for (Fixture each : replicas) {
      String path = "/internal/cache/" + world.sha256(file);
      int status;
      do {
        status = Http.request(each.service().port(), "DELETE", path).status();
      } while (status == 503);
      assertThat(status).isEqualTo(204);
    }
    world.forget(file);
  }

  private void reads(OwnersModel world, Random random, Fixture asked, Fixture fixture)
      throws Exception {
    int file = world.file();
    long source = 1 + random.nextInt(4);
    if (source == OwnersModel.PRIVATE && !world.isUpload(file)) {
      return;
    }
    FileEntry entry = world.listed(source, file);
    if (asked != fixture) {
      asked.index().shows(entry);
    }
    byte[] bytes = world.bytes(file);
    switch (random.nextInt(5)) {
      case 0 -> assertPart(world, source, file, part(asked, entry, "bytes=10-29", bytes, 10, 30));
      case 1 ->
          assertPart(
              world,
              source,
              file,
              part(asked, entry, "bytes=-7", bytes, bytes.length - 7, bytes.length));
      case 2 -> {
        Http.Response response = Http.get(asked.service(), entry.path() + ".asc");
        assertThat(response.status()).as(history.toString()).isEqualTo(404);
      }
      default -> whole(world, source, file, Http.get(asked.service(), entry.path()));
    }
  }

  private void whole(OwnersModel world, long source, int file, Http.Response response) {
    boolean given =
        response.status() == 200
            && response.end() == Http.End.CLEAN
            && Arrays.equals(response.body(), world.bytes(file));
    history.append("read %d of %d: %d%n".formatted(file, source, response.status()));
    assertThat(response.status() != 200 || given || response.end() == Http.End.RESET)
        .as(history.toString())
        .isTrue();
    if (given) {
      assertThat(world.may(source, file)).as(history.toString()).isTrue();
      if (source != OwnersModel.PRIVATE) {
        world.given(source, file);
      }
    } else {
      assertThat(world.must(source, file)).as(history.toString()).isFalse();
    }
  }

  /** Whether the right part was given; nothing, or a part of what the upstream has, else. */
  private static Http.Response part(
      Fixture asked, FileEntry entry, String range, byte[] bytes, int first, int end)
      throws Exception {
    Http.Response response = Http.get(asked.service(), entry.path(), "Range", range);
    if (response.status() == 206 && response.end() == Http.End.CLEAN) {
      assertThat(response.body()).isEqualTo(Arrays.copyOfRange(bytes, first, end));
    }
    return response;
  }

  private void assertPart(OwnersModel world, long source, int file, Http.Response response) {
    history.append("part %d of %d: %d%n".formatted(file, source, response.status()));
    boolean given = response.status() == 206 && response.end() == Http.End.CLEAN;
    assertThat(given ? world.may(source, file) : !world.must(source, file))
        .as(history.toString())
        .isTrue();
    if (given && source != OwnersModel.PRIVATE) {
      // The upstream of this test ignores ranges, so the whole file came.
      world.given(source, file);
    }
  }

  /** Who has more than half of the cache took nothing from who has less. */
  private void assertSharesHold(Fixture fixture) throws Exception {
    Map<Object, Long> files = new HashMap<>();
    try (Stream<Path> all = Files.list(cache)) {
      for (Path path : (Iterable<Path>) all::iterator) {
        if (!path.getFileName().toString().startsWith("tmp-") && Files.exists(path)) {
          files.put(Files.getAttribute(path, "unix:ino"), Files.size(path));
        }
      }
    }
    assertThat(files.values().stream().mapToLong(Long::longValue).sum())
        .as(history.toString())
        .isLessThanOrEqualTo(CACHE);
    assertThat(fixture.service().cached().stream())
        .as(history.toString())
        .allMatch(name -> name.matches("(tmp-.*|(kept-)?[0-9a-f-]+\\.[0-9]+-[0-9]+(\\..*)?)"));
  }
}
