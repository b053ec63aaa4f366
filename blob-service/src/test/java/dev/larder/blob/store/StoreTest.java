package dev.larder.blob.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.larder.blob.testing.Await;
import dev.larder.blob.testing.FakeUpstream;
import dev.larder.blob.testing.FileEntry;
import dev.larder.blob.testing.Fixture;
import dev.larder.blob.testing.Http;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoreTest {
  @TempDir Path cache;
  private Fixture fixture;
  private final byte[] file = Fixture.fresh(300_000);

  @BeforeEach
  void start() throws Exception {
    fixture = Fixture.start(cache);
  }

  @AfterEach
  void stop() throws Exception {
    fixture.close();
  }

  private FileEntry kept(String key) {
    FileEntry entry = FileEntry.kept("own-1.0.tar.gz", file, key, null);
    fixture.index().shows(entry);
    return entry;
  }

  private Http.Response get(FileEntry entry) throws Exception {
    return Http.get(fixture.service(), entry.path());
  }

  @Test
  void anUploadedFileComesFromS3AndStaysOnDisk() throws Exception {
    fixture.s3().put("kept/store-1", file);
    FileEntry entry = kept("kept/store-1");

    assertThat(get(entry).body()).isEqualTo(file);
    Await.until(() -> fixture.service().cached().contains(entry.cached()));
    assertThat(fixture.s3().holds("cache/" + entry.sha256())).isFalse();
  }

  /** A clean error, or a broken connection when the file was on its way out already. */
  private static void assertNotServed(Http.Response response) {
    assertThat(response.status() == 200 && response.end() == Http.End.CLEAN).isFalse();
  }

  @Test
  void anUploadedFileThatRottedInS3IsNeverServed() throws Exception {
    byte[] rotten = file.clone();
    rotten[5]++;
    fixture.s3().put("kept/store-2", rotten);

    assertNotServed(get(kept("kept/store-2")));
    Await.until(() -> fixture.service().cached().isEmpty());
  }

  @Test
  void anUploadedFileThatIsMissingIsRefusedInOneLine() throws Exception {
    Http.Response response = get(kept("kept/store-none"));

    assertThat(response.status()).isEqualTo(503);
    assertThat(response.text().lines()).hasSize(1);
  }

  @Test
  void aMirroredFileComesFromS3BeforeTheUpstream() throws Exception {
    FileEntry entry = fixture.mirrors("demo-1.0.tar.gz", file, FakeUpstream.gives(file));
    fixture.stores(entry, file);

    assertThat(get(entry).body()).isEqualTo(file);
    assertThat(fixture.upstream().requests("/demo-1.0.tar.gz")).isEmpty();
  }

  @Test
  void aMirroredFileThatRottedInS3ComesFromTheUpstreamNextTime() throws Exception {
    byte[] rotten = file.clone();
    rotten[5]++;
    FileEntry entry = fixture.mirrors("demo-1.0.tar.gz", file, FakeUpstream.gives(file));
    fixture.stores(entry, rotten);

    assertNotServed(get(entry));
    Http.Response second = get(entry);

    assertThat(second.body()).isEqualTo(file);
    Await.until(() -> Arrays.equals(fixture.s3().get("cache/" + entry.sha256()), file));
  }

  @Test
  void withoutS3WhatIsOnDiskAndWhatIsUpstreamIsServedAndTheRestIsRefused() throws Exception {
    fixture.s3().put("kept/store-3", file);
    FileEntry onDisk = kept("kept/store-3");
    get(onDisk);
    Await.until(() -> fixture.service().cached().contains(onDisk.cached()));
    byte[] fresh = Fixture.fresh(300_000);
    FileEntry upstream = fixture.mirrors("demo-2.0.tar.gz", fresh, FakeUpstream.gives(fresh));
    FileEntry away = FileEntry.kept("own-2.0.tar.gz", Fixture.fresh(10), "kept/store-4", null);
    fixture.index().shows(away);
    fixture.s3().stop();
    try {
      assertThat(get(onDisk).body()).isEqualTo(file);
      assertThat(get(upstream).body()).isEqualTo(fresh);
      Http.Response refused = get(away);
      assertThat(refused.status()).isEqualTo(503);
      assertThat(refused.text()).isEqualTo("The object store can't be reached now; try again.\n");
      assertThat(Http.get(fixture.service(), "/health").text()).contains("\"s3\":\"down\"");
    } finally {
      fixture.s3().start();
    }
    Await.until(() -> fixture.s3().holds("cache/" + upstream.sha256()));
  }
}
