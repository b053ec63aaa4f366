package dev.larder.blob.fill;

import static org.assertj.core.api.Assertions.assertThat;

import dev.larder.blob.testing.Await;
import dev.larder.blob.testing.FakeUpstream;
import dev.larder.blob.testing.FileEntry;
import dev.larder.blob.testing.Fixture;
import dev.larder.blob.testing.Http;
import dev.larder.messaging.Found;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files of an upstream that tells no sha256. */
class UnknownDigestTest {
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

  private FileEntry entry(FakeUpstream.Behaviour behaviour) {
    FileEntry entry =
        fixture.mirrors("demo-1.0.tar.gz", file, behaviour).withoutDigest().withoutSize();
    fixture.index().shows(entry);
    return entry;
  }

  private List<Found> found(FileEntry entry) {
    return fixture.redis().found().stream().filter(f -> f.key().equals(entry.key())).toList();
  }

  @Test
  void theFirstWholeDownloadTellsTheSha256() throws Exception {
    FileEntry entry = entry(FakeUpstream.gives(file));
    String sha256 = FileEntry.mirrored("demo-1.0.tar.gz", file, "").sha256();

    Http.Response response = Http.get(fixture.service(), entry.path());

    assertThat(response.body()).isEqualTo(file);
    assertThat(response.headers()).doesNotContainKey("etag");
    Await.until(() -> !found(entry).isEmpty());
    assertThat(found(entry).getFirst().sha256()).isEqualTo(sha256);
    assertThat(found(entry).getFirst().size()).isEqualTo(file.length);
    assertThat(fixture.service().cached())
        .containsExactly(sha256 + "." + entry.owner(), entry.cached());
    Await.until(() -> fixture.s3().holds("cache/" + sha256));
  }

  @Test
  void onceTheSha256IsKnownTheFileIsThereByItWithoutTheUpstream() throws Exception {
    FileEntry entry = entry(FakeUpstream.gives(file));
    Http.get(fixture.service(), entry.path());
    Await.until(() -> !found(entry).isEmpty());
    FileEntry known = FileEntry.mirrored("demo-1.0.tar.gz", file, entry.url());
    fixture.index().shows(known);
    fixture.upstream().close();

    assertThat(Http.get(fixture.service(), known.path()).body()).isEqualTo(file);
  }

  @Test
  void aTruncatedOneNeverComesWhole() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    FileEntry entry =
        entry(FakeUpstream.pauses(FakeUpstream.truncates(file, 299_000), 150_000, begun));

    Http.Response broken = Http.get(fixture.service(), entry.path(), begun::countDown);

    assertThat(broken.end()).isEqualTo(Http.End.RESET);
    Await.until(() -> fixture.service().cached().isEmpty());
    assertThat(found(entry)).isEmpty();
  }

  @Test
  void oneThatNothingTellsTheLengthOfIsRefused() throws Exception {
    FileEntry entry = entry(FakeUpstream.truncatesUnframed(file, 299_000));

    Http.Response response = Http.get(fixture.service(), entry.path());

    assertThat(response.status()).isEqualTo(502);
    assertThat(response.text()).contains("neither a length nor a sha256");
  }

  @Test
  void anEncodedOneIsRefused() throws Exception {
    FileEntry entry = entry(FakeUpstream.encodes(file));

    assertThat(Http.get(fixture.service(), entry.path()).status()).isEqualTo(502);
  }

  @Test
  void headTellsItsLengthOnceItIsThere() throws Exception {
    FileEntry entry = entry(FakeUpstream.gives(file));

    assertThat(Http.head(fixture.service(), entry.path()).headers())
        .containsEntry("content-length", "300000");
  }

  @Test
  void aPartOfItIsPassedOn() throws Exception {
    FileEntry entry = entry(FakeUpstream.gives(file));

    Http.Response response = Http.get(fixture.service(), entry.path(), "Range", "bytes=-10");

    assertThat(response.status()).isEqualTo(206);
    assertThat(response.header("content-range")).isEqualTo("bytes 299990-299999/300000");
  }
}
