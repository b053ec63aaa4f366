package dev.larder.blob.purge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.larder.blob.testing.Await;
import dev.larder.blob.testing.FakeUpstream;
import dev.larder.blob.testing.FileEntry;
import dev.larder.blob.testing.Fixture;
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
  private Fixture fixture;
  private final byte[] file = Fixture.fresh(300_000);
  private final String upload = UUID.randomUUID().toString();

  @BeforeEach
  void start() throws Exception {
    fixture = Fixture.start(cache);
  }

  @AfterEach
  void stop() throws Exception {
    fixture.close();
  }

  private Http.Response delete(String path) throws Exception {
    return Http.request(fixture.service().port(), "DELETE", "/internal/" + path);
  }

  private Http.Response get(FileEntry entry) throws Exception {
    return Http.get(fixture.service(), entry.path());
  }

  @Test
  void aPurgedUploadIsNowhereAndPurgingItAgainIsNoError() throws Exception {
    fixture.s3().put("kept/" + upload, file);
    fixture.s3().put("kept/" + upload + ".metadata", new byte[] {1});
    fixture.s3().put("kept/" + upload + ".asc", new byte[] {2});
    fixture.s3().put("kept/" + upload + ".provenance", new byte[] {3});
    FileEntry entry =
        FileEntry.kept("own-1.0.tar.gz", file, "kept/" + upload, "kept/" + upload + ".metadata");
    fixture.index().shows(entry);
    get(entry);
    Await.until(() -> fixture.service().cached().contains(entry.cached()));

    Http.get(fixture.service(), entry.path() + ".metadata");
    assertThat(fixture.service().cached()).contains(entry.cached() + ".metadata");

    Await.until(() -> delete("kept/" + upload).status() == 204);

    assertThat(fixture.s3().holds("kept/" + upload)).isFalse();
    assertThat(fixture.s3().holds("kept/" + upload + ".metadata")).isFalse();
    assertThat(fixture.s3().holds("kept/" + upload + ".asc")).isFalse();
    assertThat(fixture.s3().holds("kept/" + upload + ".provenance")).isFalse();
    assertThat(fixture.service().cached()).isEmpty();
    assertThat(get(entry).status()).isEqualTo(503);
    assertThat(delete("kept/" + upload).status()).isEqualTo(204);
    assertThat(delete("kept/" + upload + ".metadata").status()).isEqualTo(204);
  }

  @Test
  void whatSeveralSourcesHaveGoesWithAllThatProvesItAndAllThatIsBesideIt() throws Exception {
    FileEntry one = fixture.mirrors("demo-1.0.tar.gz", file, FakeUpstream.gives(file));
    FileEntry other = one.of(3, one.url()).called("demo-1.0.zip");
    FileEntry blind = one.of(4, one.url()).called("blind-1.0.tar.gz").withoutDigest();
    for (FileEntry entry : List.of(one, other, blind)) {
      fixture.index().shows(entry);
      get(entry);
      Await.until(() -> fixture.s3().holds("proof/" + one.sha256() + "/" + entry.owner()));
    }
    fixture.s3().put("given/" + one.sha256() + "/3-1.asc", new byte[] {1});
    Await.until(() -> fixture.service().cached().contains(one.sha256() + ".4-1"));

    Await.until(() -> delete("cache/" + one.sha256()).status() == 204);

    assertThat(fixture.service().cached()).isEmpty();
    for (String object :
        List.of(
            "cache/" + one.sha256(),
            "proof/" + one.sha256() + "/2-1",
            "proof/" + one.sha256() + "/3-1",
            "proof/" + one.sha256() + "/4-1",
            "given/" + one.sha256() + "/3-1.asc")) {
      assertThat(fixture.s3().holds(object)).as(object).isFalse();
    }
    fixture.upstream().at("/demo-1.0.tar.gz", FakeUpstream.status(404));
    for (FileEntry entry : List.of(one, other, blind)) {
      assertThat(get(entry).status()).isEqualTo(404);
    }
  }

  @Test
  void aPurgedUploadTakesNothingFromAMirrorThatHasTheSame() throws Exception {
    fixture.s3().put("kept/" + upload, file);
    FileEntry own = FileEntry.kept("own-1.0.tar.gz", file, "kept/" + upload, null).of(1, null);
    FileEntry mirrored = fixture.mirrors("demo-1.0.tar.gz", file, FakeUpstream.gives(file));
    fixture.index().shows(own);
    get(own);
    get(mirrored);
    Await.until(() -> fixture.s3().holds("cache/" + mirrored.sha256()));

    Await.until(() -> delete("kept/" + upload).status() == 204);

    assertThat(fixture.service().cached()).containsExactly(mirrored.cached());
    fixture.upstream().close();
    assertThat(get(mirrored).body()).isEqualTo(file);
  }

  @Test
  void metadataAloneCanBePurged() throws Exception {
    fixture.s3().put("kept/" + upload, file);
    fixture.s3().put("kept/" + upload + ".metadata", new byte[] {1});

    assertThat(delete("kept/" + upload + ".metadata").status()).isEqualTo(204);

    assertThat(fixture.s3().holds("kept/" + upload + ".metadata")).isFalse();
    assertThat(fixture.s3().holds("kept/" + upload)).isTrue();
  }

  @Test
  void aCachedFileGoesFromDiskAndStoreAndIsFetchedAgain() throws Exception {
    FileEntry entry = fixture.mirrors("demo-1.0.tar.gz", file, FakeUpstream.gives(file));
    get(entry);
    Await.until(() -> fixture.s3().holds("cache/" + entry.sha256()));

    Await.until(() -> delete("cache/" + entry.sha256()).status() == 204);

    assertThat(fixture.service().cached()).isEmpty();
    assertThat(fixture.s3().holds("cache/" + entry.sha256())).isFalse();
    assertThat(get(entry).body()).isEqualTo(file);
  }

  @Test
  void aFileThatIsJustComingIsPurgedLater() throws Exception {
    CountDownLatch gate = new CountDownLatch(1);
    FileEntry entry =
        fixture.mirrors("demo-1.0.tar.gz", file, FakeUpstream.waits(file, 200_000, gate));
    Thread client = Thread.ofVirtual().start(() -> getQuietly(entry));
    Await.until(() -> !fixture.upstream().requests("/demo-1.0.tar.gz").isEmpty());

    Http.Response refused = delete("cache/" + entry.sha256());
    gate.countDown();
    client.join();
    Await.until(() -> delete("cache/" + entry.sha256()).status() == 204);

    assertThat(refused.status()).isEqualTo(503);
    assertThat(fixture.service().cached()).isEmpty();
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
    fixture.s3().put("kept/" + upload, file);
    fixture.s3().stop();
    try {
      for (String path : new String[] {"kept/" + upload, "cache/" + "a".repeat(64)}) {
        Http.Response response = delete(path);
        assertThat(response.status()).isEqualTo(503);
        assertThat(response.header("content-type")).isEqualTo("application/problem+json");
        assertThat(response.text()).contains("\"status\":503", "The object store can't");
      }
    } finally {
      fixture.s3().start();
    }
    assertThat(fixture.s3().holds("kept/" + upload)).isTrue();
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
    fixture.s3().put("kept/" + upload, file);

    Http.Response refused =
        Http.request(
            fixture.service().port(), "DELETE", "/internal/kept/" + upload, "Larder-Secret", "x");

    assertThat(refused.status()).isEqualTo(403);
    assertThat(fixture.s3().holds("kept/" + upload)).isTrue();
  }
}
