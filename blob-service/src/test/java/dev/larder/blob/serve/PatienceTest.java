package dev.larder.blob.serve;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.larder.blob.testing.Await;
import dev.larder.blob.testing.Bytes;
import dev.larder.blob.testing.FakeUpstream;
import dev.larder.blob.testing.FileEntry;
import dev.larder.blob.testing.Fixture;
import dev.larder.blob.testing.Http;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who would wait too long for a file that is coming is asked to come again. */
class PatienceTest {
  private static final int SIZE = 500_000;

  @TempDir Path cache;
  private final CountDownLatch gate = new CountDownLatch(1);
  private Fixture fixture;

  @BeforeEach
  void start() throws Exception {
    fixture = Fixture.start(cache, "larder.fill.patience", "300ms");
  }

  @AfterEach
  void stop() throws Exception {
    gate.countDown();
    fixture.close();
  }

  private static void assertComingLater(Http.Response response) {
    assertThat(response.status()).isEqualTo(503);
    assertThat(response.headers())
        .containsEntry("retry-after", "5")
        .containsEntry("cache-control", "no-store");
    assertThat(response.text())
        .isEqualTo("This file is still coming from where it lies; try again.\n");
  }

  @ParameterizedTest
  @CsvSource({
    "bytes=400000-400099, 400000, 400100",
    "bytes=-100, 499900, 500000",
    "bytes=400000-, 400000, 500000"
  })
  void aPartThatIsFarOffIsToBeAskedForAgainAndTheFileComesMeanwhile(
      String range, int first, int end) throws Exception {
    byte[] file = Fixture.fresh(SIZE);
    String name = "demo-1.0.tar.gz";
    FileEntry entry = fixture.mirrors(name, file, FakeUpstream.waits(file, 200_000, gate));

    assertComingLater(Http.get(fixture.service(), entry.path(), "Range", range));
    gate.countDown();
    Await.until(() -> fixture.service().cached().contains(entry.cached()));
    fixture.upstream().close();

    assertThat(Http.get(fixture.service(), entry.path(), "Range", range).body())
        .isEqualTo(Arrays.copyOfRange(file, first, end));
  }

  @Test
  void metadataOfAWheelThatIsComingIsToBeAskedForAgain() throws Exception {
    String metadata = "Metadata-Version: 2.1\nName: demo\nVersion: 1.0\nX: patience\n";
    byte[] wheel = Bytes.wheel("demo-1.0", metadata, SIZE);
    FileEntry entry =
        fixture.mirrors(
            "demo-1.0-py3-none-any.whl", wheel, FakeUpstream.waits(wheel, 200_000, gate));
    String path = entry.path() + ".metadata";

    assertComingLater(Http.get(fixture.service(), path));
    gate.countDown();
    Await.until(() -> fixture.service().cached().contains(entry.cached()));
    fixture.upstream().close();

    assertThat(Http.get(fixture.service(), path).body()).isEqualTo(metadata.getBytes(UTF_8));
  }

  @Test
  void aFilesBeginningIsWaitedForLonger() throws Exception {
    byte[] file = Fixture.fresh(SIZE);
    FileEntry entry =
        fixture.mirrors("demo-1.0.tar.gz", file, FakeUpstream.waits(file, 10_000, gate));

    try (Http http = new Http(fixture.service().port())) {
      http.send("GET", entry.path());
      assertComingLater(Http.get(fixture.service(), entry.path(), "Range", "bytes=400000-"));
      gate.countDown();

      assertThat(http.response("GET").body()).isEqualTo(file);
    }
  }
}
