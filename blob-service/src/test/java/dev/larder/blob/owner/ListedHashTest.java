package dev.larder.blob.owner;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.larder.blob.testing.Await;
import dev.larder.blob.testing.Bytes;
import dev.larder.blob.testing.FakeUpstream;
import dev.larder.blob.testing.FileEntry;
import dev.larder.blob.testing.Fixture;
import dev.larder.blob.testing.Http;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** An upstream lists the sha256 of a file that it hasn't, under a name of its own. */
class ListedHashTest {
  private static final String NAME = "evil-1.0-py3-none-any.whl";
  private static final AtomicInteger VERSION = new AtomicInteger();

  @TempDir Path cache;
  private Fixture fixture;
  private final String metadata =
      "Metadata-Version: 2.1\nName: secret\nVersion: 1.0\nX: %d\n"
          .formatted(VERSION.incrementAndGet());
  private final byte[] secret = Bytes.wheel("secret-1.0", metadata, 300_000);

  /** Whose the file is that an upstream lists. */
  private enum Whose {
    UPLOADER,
    ANOTHER_MIRROR
  }

  @BeforeEach
  void start() throws Exception {
    fixture = Fixture.start(cache);
  }

  @AfterEach
  void stop() throws Exception {
    fixture.close();
  }

  private Http.Response get(FileEntry entry, String... headers) throws Exception {
    return Http.get(fixture.service(), entry.path(), headers);
  }

  /** The file that is listed, read once by who may. */
  private FileEntry read(Whose whose) throws Exception {
    FileEntry entry =
        switch (whose) {
          case UPLOADER -> {
            String key = "kept/" + UUID.randomUUID();
            fixture.s3().put(key, secret);
            fixture.s3().put(key + ".metadata", metadata.getBytes(UTF_8));
            yield FileEntry.kept("secret-1.0-py3-none-any.whl", secret, key, key + ".metadata")
                .of(1, null);
          }
          case ANOTHER_MIRROR -> {
            fixture.upstream().at("/secret", FakeUpstream.gives(secret));
            yield FileEntry.mirrored(
                    "secret-1.0-py3-none-any.whl", secret, fixture.upstream().url("/secret"))
                .of(2, fixture.upstream().url("/secret"));
          }
        };
    fixture.index().shows(entry);
    assertThat(get(entry).body()).isEqualTo(secret);
    assertThat(Http.get(fixture.service(), entry.path() + ".metadata").text()).isEqualTo(metadata);
    Await.until(() -> fixture.service().cached().contains(entry.cached()));
    if (whose == Whose.ANOTHER_MIRROR) {
      Await.until(() -> fixture.s3().holds("cache/" + entry.sha256()));
    }
    return entry;
  }

  /** As an upstream lists it that hasn't got it. */
  private FileEntry listed(FakeUpstream.Behaviour behaviour) {
    fixture.upstream().at("/" + NAME, behaviour);
    FileEntry entry =
        FileEntry.mirrored(NAME, secret, fixture.upstream().url("/" + NAME))
            .of(9, fixture.upstream().url("/" + NAME));
    fixture.index().shows(entry);
    return entry;
  }

  private void assertHasNothing(FileEntry evil) throws Exception {
    for (String range : List.of("bytes=0-99", "bytes=100-", "bytes=-100", "bytes=0-")) {
      assertThat(get(evil, "Range", range).status()).as(range).isEqualTo(404);
    }
    assertThat(get(evil).status()).isEqualTo(404);
    assertThat(Http.get(fixture.service(), evil.path() + ".metadata").status()).isEqualTo(404);
    assertThat(Http.get(fixture.service(), evil.path() + ".asc").status()).isEqualTo(404);
    assertThat(Http.get(fixture.service(), evil.path() + ".provenance").status()).isEqualTo(404);
  }

  @ParameterizedTest
  @EnumSource(Whose.class)
  void itIsNotGivenWhatLiesOnTheDisk(Whose whose) throws Exception {
    read(whose);

    assertHasNothing(listed(FakeUpstream.status(404)));
  }

  @ParameterizedTest
  @EnumSource(Whose.class)
  void itIsNotGivenWhatLiesInTheStore(Whose whose) throws Exception {
    read(whose);
    try (Fixture cold = Fixture.start(Files.createDirectory(cache.resolve("cold")))) {
      cold.index().shows(listed(FakeUpstream.status(404)));
      FileEntry evil = listed(FakeUpstream.status(404));

      assertThat(Http.get(cold.service(), evil.path()).status()).isEqualTo(404);
      assertThat(Http.get(cold.service(), evil.path(), "Range", "bytes=-9").status())
          .isEqualTo(404);
      assertThat(Http.get(cold.service(), evil.path() + ".metadata").status()).isEqualTo(404);
    }
  }

  @ParameterizedTest
  @EnumSource(Whose.class)
  void noRestartMakesItItsOwn(Whose whose) throws Exception {
    FileEntry real = read(whose);
    fixture.close();
    fixture = Fixture.start(cache);
    fixture.index().shows(real);

    assertHasNothing(listed(FakeUpstream.status(404)));
    fixture.upstream().close();
    assertThat(get(real).body()).isEqualTo(secret);
  }

  @Test
  void itsSizeIsNotTold() throws Exception {
    read(Whose.UPLOADER);
    FileEntry evil = listed(FakeUpstream.status(404)).withoutSize();
    fixture.index().shows(evil);

    assertThat(Http.head(fixture.service(), evil.path()).status()).isEqualTo(404);
    assertThat(get(evil, "Range", "bytes=999999999-").status()).isEqualTo(404);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 77, 9_000_000})
  void aWrongSizeSpoilsNothing(int size) throws Exception {
    FileEntry real = read(Whose.ANOTHER_MIRROR);
    FileEntry evil = listed(FakeUpstream.status(404)).withSize(size);
    fixture.index().shows(evil);

    assertThat(get(evil).status()).isEqualTo(404);
    assertThat(fixture.service().cached()).contains(real.cached());
  }

  @Test
  void whatItGivesInsteadIsNotKeptAndSpoilsNothing() throws Exception {
    FileEntry real = read(Whose.ANOTHER_MIRROR);
    byte[] wrong = secret.clone();
    wrong[5]++;

    Http.Response response = get(listed(FakeUpstream.gives(wrong)));

    assertThat(response.status() == 200 && response.end() == Http.End.CLEAN).isFalse();
    fixture.upstream().close();
    assertThat(get(real).body()).isEqualTo(secret);
    assertThat(fixture.s3().holds("proof/" + real.sha256() + "/9-1")).isFalse();
  }

  @Test
  void whoHasItTooDownloadsItOnceMoreAndStoresItNoMore() throws Exception {
    FileEntry real = read(Whose.ANOTHER_MIRROR);
    FileEntry second = listed(FakeUpstream.gives(secret));

    assertThat(get(second).body()).isEqualTo(secret);

    assertThat(fixture.upstream().requests("/" + NAME)).hasSize(1);
    Await.until(() -> fixture.s3().holds("proof/" + real.sha256() + "/9-1"));
    Await.until(() -> fixture.service().cached().contains(second.cached()));
    assertThat(Files.getAttribute(cache.resolve(second.cached()), "unix:ino"))
        .isEqualTo(Files.getAttribute(cache.resolve(real.cached()), "unix:ino"));
    fixture.upstream().close();
    assertThat(get(second).body()).isEqualTo(secret);
    try (Fixture cold = Fixture.start(Files.createDirectory(cache.resolve("cold")))) {
      cold.index().shows(second);
      assertThat(Http.get(cold.service(), second.path()).body()).isEqualTo(secret);
    }
  }

  @Test
  void whatTheFormerUpstreamOfASourceDeliveredIsNotTheNewOnes() throws Exception {
    FileEntry real = read(Whose.ANOTHER_MIRROR);
    fixture.upstream().at("/secret", FakeUpstream.status(404));
    fixture.index().shows(real.ofGeneration(2).called("moved-1.0-py3-none-any.whl"));

    assertHasNothing(real.ofGeneration(2).called("moved-1.0-py3-none-any.whl"));
  }

  @Test
  void aFoldersFileIsItsOwnAlone(@TempDir Path folder) throws Exception {
    Files.write(folder.resolve("real.whl"), secret);
    String url = folder.toUri() + "real.whl";
    FileEntry real = FileEntry.mirrored("real-1.0-py3-none-any.whl", secret, url).of(5, url);
    fixture.index().shows(real);
    assertThat(get(real).body()).isEqualTo(secret);
    Await.until(() -> fixture.s3().holds("proof/" + real.sha256() + "/5-1"));

    String nowhere = folder.toUri() + "not-there.whl";
    FileEntry evil = real.of(9, nowhere).called(NAME);
    fixture.index().shows(evil);

    assertHasNothing(evil);
    Files.delete(folder.resolve("real.whl"));
    assertThat(get(real).body()).isEqualTo(secret);
  }

  @Test
  void whatAnEarlierVersionLeftOnDiskUnderItsHashIsNobodys(@TempDir Path old) throws Exception {
    String sha256 = Bytes.sha256(secret);
    Files.write(old.resolve(sha256), secret);
    Files.write(old.resolve(sha256 + ".metadata"), metadata.getBytes(UTF_8));
    try (Fixture late = Fixture.start(old)) {
      FileEntry evil = listed(FakeUpstream.status(404));
      late.index().shows(evil);

      assertThat(late.service().cached()).isEmpty();
      assertThat(Http.get(late.service(), evil.path()).status()).isEqualTo(404);
    }
  }

  @Test
  void aNameThatPicksOtherMetadataOutOfTheSameWheelPicksItForItselfAlone() throws Exception {
    byte[] two =
        Bytes.wheel(
            List.of("real-1.0", "evil-1.0"),
            List.of("Name: real\n" + metadata, "Name: evil\n" + metadata));
    fixture.upstream().at("/two", FakeUpstream.gives(two));
    String url = fixture.upstream().url("/two");
    FileEntry evil = FileEntry.mirrored(NAME, two, url).of(9, url);
    FileEntry real = FileEntry.mirrored("real-1.0-py3-none-any.whl", two, url).of(2, url);
    for (FileEntry entry : List.of(evil, real)) {
      fixture.index().shows(entry);
    }

    assertThat(Http.get(fixture.service(), evil.path() + ".metadata").text()).contains("evil");
    assertThat(Http.get(fixture.service(), real.path() + ".metadata").text()).contains("real");
  }

  /** D2. */
  @Test
  void nobodyWaitsForTheDownloadOfWhoHasnt() throws Exception {
    CountDownLatch gate = new CountDownLatch(1);
    FileEntry evil = listed(FakeUpstream.waits(secret, 1000, gate));
    try (Http attacker = new Http(fixture.service().port())) {
      attacker.send("GET", evil.path());
      Await.until(() -> !fixture.upstream().requests("/" + NAME).isEmpty());

      read(Whose.UPLOADER);
      read(Whose.ANOTHER_MIRROR);
      gate.countDown();
      assertThat(attacker.response("GET").body()).isEqualTo(secret);
    }
    Await.until(() -> fixture.service().cached().stream().noneMatch(f -> f.startsWith("tmp-")));
  }

  @Test
  void norWhoAsksTheSameSourceForItFromElsewhere() throws Exception {
    CountDownLatch gate = new CountDownLatch(1);
    FileEntry evil = listed(FakeUpstream.waits(secret, 1000, gate));
    try (Http attacker = new Http(fixture.service().port())) {
      attacker.send("GET", evil.path());
      Await.until(() -> !fixture.upstream().requests("/" + NAME).isEmpty());

      fixture.upstream().at("/real", FakeUpstream.gives(secret));
      FileEntry real = evil.of(9, fixture.upstream().url("/real")).called("real-1.0.tar.gz");
      fixture.index().shows(real);
      assertThat(get(real).body()).isEqualTo(secret);
      gate.countDown();
      assertThat(attacker.response("GET").body()).isEqualTo(secret);
    }
    Await.until(() -> fixture.service().cached().stream().noneMatch(f -> f.startsWith("tmp-")));
  }
}
