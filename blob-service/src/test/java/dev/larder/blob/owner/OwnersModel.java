package dev.larder.blob.owner;

import dev.larder.blob.testing.Bytes;
import dev.larder.blob.testing.FakeUpstream;
import dev.larder.blob.testing.FileEntry;
import dev.larder.blob.testing.Fixture;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;

/**
 * What may be served, in a world of a private source, an honest mirror and two hostile ones that
 * all list the same hashes: a file's true bytes, to who asks a source that has them or had them
 * delivered by its present upstream.
 */
final class OwnersModel {
  static final long PRIVATE = 1;
  static final long HONEST = 2;
  static final List<Long> MIRRORS = List.of(HONEST, 3L, 4L);

  private final Fixture fixture;
  private final Random random;
  private final List<byte[]> contents = new ArrayList<>();
  private final Map<Integer, String> uploads = new HashMap<>();
  private final Map<Long, Long> generations = new HashMap<>();
  private final Set<String> delivered = new HashSet<>();

  /** What a mirror's upstream does now when a file is asked for. */
  private final Map<String, Behaviour> behaviours = new HashMap<>();

  /** What an upstream may do. */
  enum Behaviour {
    GIVES,
    GIVES_OTHER_BYTES,
    GIVES_LESS,
    HAS_NOT
  }

  OwnersModel(Fixture fixture, Random random, int files) throws Exception {
    this.fixture = fixture;
    this.random = random;
    for (int i = 0; i < files; i++) {
      byte[] bytes = Fixture.fresh(i % 2 == 0 ? 3_000 : 150_000);
      contents.add(bytes);
      if (i % 3 != 2) {
        String key = "kept/" + UUID.randomUUID();
        uploads.put(i, key);
        fixture.s3().put(key, bytes);
      }
    }
    MIRRORS.forEach(mirror -> generations.put(mirror, 1L));
    for (int file = 0; file < files; file++) {
      for (long source : MIRRORS) {
        // The honest one has what isn't private; the hostile ones have nothing to begin with.
        boolean has = source == HONEST && !uploads.containsKey(file);
        behave(source, file, has ? Behaviour.GIVES : Behaviour.HAS_NOT);
      }
    }
  }

  int file() {
    return random.nextInt(contents.size());
  }

  byte[] bytes(int file) {
    return contents.get(file);
  }

  boolean isUpload(int file) {
    return uploads.containsKey(file);
  }

  String upload(int file) {
    return uploads.get(file);
  }

  /** Lets an upstream behave otherwise from now on. */
  void behave(long source, int file, Behaviour behaviour) {
    byte[] bytes = contents.get(file);
    byte[] other = bytes.clone();
    other[random.nextInt(other.length)]++;
    behaviours.put(source + " " + file, behaviour);
    fixture
        .upstream()
        .at(
            path(source, file),
            switch (behaviour) {
              case GIVES -> FakeUpstream.ignoresRanges(bytes);
              case GIVES_OTHER_BYTES -> FakeUpstream.ignoresRanges(other);
              case GIVES_LESS -> FakeUpstream.truncates(bytes, bytes.length - 1);
              case HAS_NOT -> FakeUpstream.status(404);
            });
  }

  /** A source gets another URL. */
  void moves(long source) {
    generations.merge(source, 1L, Long::sum);
    for (int file = 0; file < contents.size(); file++) {
      behave(source, file, behaviours.get(source + " " + file));
    }
  }

  private String path(long source, int file) {
    return "/%d/%d/%d".formatted(source, generations.getOrDefault(source, 0L), file);
  }

  /** How a source lists a file; whether it has it or not, by its true hash. */
  FileEntry listed(long source, int file) {
    String name = "s%d-%d.%d.tar.gz".formatted(source, file, serial++);
    byte[] bytes = contents.get(file);
    FileEntry entry =
        source == PRIVATE
            ? FileEntry.kept(name, bytes, uploads.get(file), null).of(PRIVATE, null)
            : FileEntry.mirrored(name, bytes, "")
                .of(source, fixture.upstream().url(path(source, file)))
                .ofGeneration(generations.get(source));
    fixture.index().shows(entry);
    return entry;
  }

  private int serial;

  /** The bytes with that hash are nowhere cached any more. */
  void forget(int file) {
    delivered.removeIf(each -> each.endsWith(" " + file));
  }

  /** Whether who asks that source for it may be given it. */
  boolean may(long source, int file) {
    return source == PRIVATE || delivers(source, file) || delivered.contains(proof(source, file));
  }

  /** Whether who asks that source for it must be given it. */
  boolean must(long source, int file) {
    return source == PRIVATE || delivers(source, file);
  }

  private boolean delivers(long source, int file) {
    return behaviours.get(source + " " + file) == Behaviour.GIVES;
  }

  /** It was given whole. */
  void given(long source, int file) {
    delivered.add(proof(source, file));
  }

  private String proof(long source, int file) {
    return source + "-" + generations.getOrDefault(source, 0L) + " " + file;
  }

  /** Whether that source's present upstream has delivered it at some time. */
  boolean hasDelivered(long source, int file) {
    return delivered.contains(proof(source, file));
  }

  String sha256(int file) {
    return Bytes.sha256(contents.get(file));
  }
}
