package dev.larder.blob.fill;

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

/** A cache too small for anything: files are passed on, verified all the same. */
class NoDiskTest {
  private static final String NAME = "demo-1.0.tar.gz";

  @TempDir Path cache;
  private Fixture fixture;
  private final byte[] file = Fixture.fresh(1_000_000);

  @BeforeEach
  void start() throws Exception {
    fixture = Fixture.start(cache, "larder.cache.size", "1000");
  }

  @AfterEach
  void stop() throws Exception {
    fixture.close();
  }

  private Http.Response get(byte[] expected, FakeUpstream.Behaviour behaviour) throws Exception {
    FileEntry entry = fixture.mirrors(NAME, expected, behaviour);
    return Http.get(fixture.service(), entry.path());
  }

  @Test
  void aFileIsPassedOn() throws Exception {
    Http.Response response = get(file, FakeUpstream.gives(file));

    assertThat(response.status()).isEqualTo(200);
    assertThat(response.end()).isEqualTo(Http.End.CLEAN);
    assertThat(response.body()).isEqualTo(file);
    assertThat(fixture.service().cached()).isEmpty();
  }

  @Test
  void wrongBytesBreakTheConnectionBeforeTheTail() throws Exception {
    byte[] wrong = file.clone();
    wrong[0]++;

    Http.Response response = get(file, FakeUpstream.gives(wrong));

    assertThat(response.end()).isEqualTo(Http.End.RESET);
    assertThat(response.body().length).isLessThanOrEqualTo(file.length - Download.WITHHELD);
  }

  @Test
  void aTruncatedFileBreaksTheConnection() throws Exception {
    assertThat(get(file, FakeUpstream.truncates(file, 999_999)).end()).isEqualTo(Http.End.RESET);
  }

  @Test
  void aSmallWrongFileIsACleanError() throws Exception {
    byte[] small = Fixture.fresh(50_000);
    byte[] wrong = small.clone();
    wrong[0]++;

    Http.Response response = get(small, FakeUpstream.gives(wrong));

    assertThat(response.status()).isEqualTo(502);
    assertThat(response.text()).contains("has the sha256");
  }

  @Test
  void aDownloadIsResumed() throws Exception {
    FileEntry entry = fixture.mirrors(NAME, file, FakeUpstream.gives(file));

    Http.Response response = Http.get(fixture.service(), entry.path(), "Range", "bytes=999000-");

    assertThat(response.status()).isEqualTo(206);
    assertThat(response.body()).isEqualTo(Arrays.copyOfRange(file, 999_000, file.length));
  }

  @Test
  void whatCameWholeIsItsSourcesFromThenOn() throws Exception {
    FileEntry entry = fixture.mirrors(NAME, file, FakeUpstream.gives(file));
    fixture.s3().put("cache/" + entry.sha256(), file);
    Http.get(fixture.service(), entry.path());
    Await.until(() -> fixture.s3().holds("proof/" + entry.sha256() + "/" + entry.owner()));
    assertThat(fixture.upstream().requests("/" + NAME)).hasSize(1);
    fixture.upstream().close();

    assertThat(Http.get(fixture.service(), entry.path()).body()).isEqualTo(file);
  }

  @Test
  void whatCameWrongIsNot() throws Exception {
    byte[] wrong = file.clone();
    wrong[0]++;
    FileEntry entry = fixture.mirrors(NAME, file, FakeUpstream.gives(wrong));
    fixture.s3().put("cache/" + entry.sha256(), file);

    for (int i = 0; i < 2; i++) {
      assertThat(Http.get(fixture.service(), entry.path()).end()).isEqualTo(Http.End.RESET);
    }
    assertThat(fixture.s3().holds("proof/" + entry.sha256() + "/" + entry.owner())).isFalse();
  }
}
