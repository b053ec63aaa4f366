package dev.larder.blob.purge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.larder.blob.testing.Await;
import dev.larder.blob.testing.FakeUpstream;
import dev.larder.blob.testing.FileEntry;
import dev.larder.blob.testing.House;
import dev.larder.blob.testing.Http;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PurgeTest {
  @TempDir Path cache;
  private House house;
  private final byte[] file = House.fresh(300_000);
  private final String upload = UUID.randomUUID().toString();

  @BeforeEach
  void start() throws Exception {
    house = House.start(cache);
  }

  @AfterEach
  void stop() throws Exception {
    house.close();
  }

  private Http.Response delete(String path) throws Exception {
    return Http.request(house.service().port(), "DELETE", "/internal/" + path);
  }

  private Http.Response get(FileEntry entry) throws Exception {
    return Http.get(house.service(), entry.path());
  }

  @Test
  void aPurgedUploadIsNowhereAndPurgingItAgainIsNoError() throws Exception {
    house.s3().put("kept/" + upload, file);
    house.s3().put("kept/" + upload + ".metadata", new byte[] {1});
    house.s3().put("kept/" + upload + ".asc", new byte[] {2});
    house.s3().put("kept/" + upload + ".provenance", new byte[] {3});
    FileEntry entry =
        FileEntry.kept("own-1.0.tar.gz", file, "kept/" + upload, "kept/" + upload + ".metadata");
    house.index().shows(entry);
    get(entry);
    Await.until(() -> house.service().cached().contains(entry.cached()));

    Http.get(house.service(), entry.path() + ".metadata");
    assertThat(house.service().cached()).contains(entry.cached() + ".metadata");

    Await.until(() -> delete("kept/" + upload).status() == 204);

    assertThat(house.s3().holds("kept/" + upload)).isFalse();
    assertThat(house.s3().holds("kept/" + upload + ".metadata")).isFalse();
    assertThat(house.s3().holds("kept/" + upload + ".asc")).isFalse();
    assertThat(house.s3().holds("kept/" + upload + ".provenance")).isFalse();
    assertThat(house.service().cached()).isEmpty();
    assertThat(get(entry).status()).isEqualTo(503);
    assertThat(delete("kept/" + upload).status()).isEqualTo(204);
    assertThat(delete("kept/" + upload + ".metadata").status()).isEqualTo(204);
  }

  @Test
  void whatSeveralSourcesHaveGoesWithAllThatProvesItAndAllThatIsBesideIt() throws Exception {
    FileEntry one = house.mirrors("demo-1.0.tar.gz", file, FakeUpstream.gives(file));
    FileEntry other = one.of(3, one.url()).called("demo-1.0.zip");
    FileEntry blind = one.of(4, one.url()).called("blind-1.0.tar.gz").withoutDigest();
    for (FileEntry entry : List.of(one, other, blind)) {
      house.index().shows(entry);
      get(entry);
      Await.until(() -> house.s3().holds("proof/" + one.sha256() + "/" + entry.owner()));
    }
    house.s3().put("given/" + one.sha256() + "/3-1.asc", new byte[] {1});
    Await.until(() -> house.service().cached().contains(one.sha256() + ".4-1"));

    Await.until(() -> delete("cache/" + one.sha256()).status() == 204);

    assertThat(house.service().cached()).isEmpty();
    for (String object :
        List.of(
            "cache/" + one.sha256(),
            "proof/" + one.sha256() + "/2-1",
            "proof/" + one.sha256() + "/3-1",
            "proof/" + one.sha256() + "/4-1",
            "given/" + one.sha256() + "/3-1.asc")) {
      assertThat(house.s3().holds(object)).as(object).isFalse();
    }
    house.upstream().at("/demo-1.0.tar.gz", FakeUpstream.status(404));
    for (FileEntry entry : List.of(one, other, blind)) {
      assertThat(get(entry).status()).isEqualTo(502);
    }
  }

  @Test
  void aPurgedUploadTakesNothingFromAMirrorThatHasTheSame() throws Exception {
    house.s3().put("kept/" + upload, file);
    FileEntry own = FileEntry.kept("own-1.0.tar.gz", file, "kept/" + upload, null).of(1, null);
    FileEntry mirrored = house.mirrors("demo-1.0.tar.gz", file, FakeUpstream.gives(file));
    house.index().shows(own);
    get(own);
    get(mirrored);
    Await.until(() -> house.s3().holds("cache/" + mirrored.sha256()));

    Await.until(() -> delete("kept/" + upload).status() == 204);

    assertThat(house.service().cached()).containsExactly(mirrored.cached());
    house.upstream().close();
    assertThat(get(mirrored).body()).isEqualTo(file);
  }

  @Test
  void metadataAloneCanBePurged() throws Exception {
    house.s3().put("kept/" + upload, file);
    house.s3().put("kept/" + upload + ".metadata", new byte[] {1});

    assertThat(delete("kept/" + upload + ".metadata").status()).isEqualTo(204);

    assertThat(house.s3().holds("kept/" + upload + ".metadata")).isFalse();
    assertThat(house.s3().holds("kept/" + upload)).isTrue();
  }

  @Test
  void aCachedFileGoesFromDiskAndStoreAndIsFetchedAgain() throws Exception {
    FileEntry entry = house.mirrors("demo-1.0.tar.gz", file, FakeUpstream.gives(file));
    get(entry);
    Await.until(() -> house.s3().holds("cache/" + entry.sha256()));

    Await.until(() -> delete("cache/" + entry.sha256()).status() == 204);

    assertThat(house.service().cached()).isEmpty();
    assertThat(house.s3().holds("cache/" + entry.sha256())).isFalse();
    assertThat(get(entry).body()).isEqualTo(file);
  }

  @Test
  void aFileThatIsJustComingIsPurgedLater() throws Exception {
    CountDownLatch gate = new CountDownLatch(1);
    FileEntry entry =
        house.mirrors("demo-1.0.tar.gz", file, FakeUpstream.waits(file, 200_000, gate));
    Thread client = Thread.ofVirtual().start(() -> getQuietly(entry));
    Await.until(() -> !house.upstream().requests("/demo-1.0.tar.gz").isEmpty());

    Http.Response refused = delete("cache/" + entry.sha256());
    gate.countDown();
    client.join();
    Await.until(() -> delete("cache/" + entry.sha256()).status() == 204);

    assertThat(refused.status()).isEqualTo(503);
    assertThat(house.service().cached()).isEmpty();
  }

  private void getQuietly(FileEntry entry) {
    try {
      get(entry);
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void whileTheStoreIsAwayNothingCountsAsPurged() throws Exception {
    house.s3().put("kept/" + upload, file);
    house.s3().stop();
    try {
      for (String path : new String[] {"kept/" + upload, "cache/" + "a".repeat(64)}) {
        Http.Response response = delete(path);
        assertThat(response.status()).isEqualTo(503);
        assertThat(response.header("content-type")).isEqualTo("application/problem+json");
        assertThat(response.text()).contains("\"status\":503", "The object store can't");
      }
    } finally {
      house.s3().start();
    }
    assertThat(house.s3().holds("kept/" + upload)).isTrue();
    assertThat(delete("kept/" + upload).status()).isEqualTo(204);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "kept/..%2fcache",
        "kept/0",
        "kept/00000000-0000-0000-0000-000000000000.metadata.x",
        "cache/tmp-x",
        "cache/u-00"
      })
  void nothingElseCanBeDeleted(String path) throws Exception {
    assertThat(delete(path).status()).isEqualTo(400);
  }

  @Test
  void strangersDeleteNothing() throws Exception {
    house.s3().put("kept/" + upload, file);

    Http.Response refused =
        Http.request(
            house.service().port(), "DELETE", "/internal/kept/" + upload, "Larder-Secret", "x");

    assertThat(refused.status()).isEqualTo(403);
    assertThat(house.s3().holds("kept/" + upload)).isTrue();
  }
}
