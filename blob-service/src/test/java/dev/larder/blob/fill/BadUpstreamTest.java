package dev.larder.blob.fill;

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
import org.junit.jupiter.params.provider.ValueSource;

class BadUpstreamTest {
  @TempDir Path cache;
  private final CountDownLatch begun = new CountDownLatch(1);
  private Fixture fixture;

  @BeforeEach
  void start() throws Exception {
    fixture = Fixture.start(cache);
  }

  @AfterEach
  void stop() throws Exception {
    fixture.close();
  }

  private Http.Response get(FileEntry entry) throws Exception {
    return Http.get(fixture.service(), entry.path());
  }

  /** Asks for a file that goes wrong after its answer began. */
  private Http.Response getWhatBegins(FileEntry entry) throws Exception {
    Http.Response response = Http.get(fixture.service(), entry.path(), begun::countDown);
    assertThat(response.status()).isEqualTo(200);
    return response;
  }

  /** Lets the beginning of a file through, the rest when a client has the head of its answer. */
  private FakeUpstream.Behaviour begins(FakeUpstream.Behaviour behaviour) {
    return FakeUpstream.pauses(behaviour, 150_000, begun);
  }

  @Test
  void aTruncatedLargeFileBreaksTheConnectionAndTheNextTryWorks() throws Exception {
    byte[] file = Fixture.fresh(2_000_000);
    FileEntry entry =
        fixture.mirrors(
            "demo-1.0.tar.gz",
            file,
            FakeUpstream.inTurn(
                begins(FakeUpstream.truncates(file, 1_500_000)), FakeUpstream.gives(file)));

    Http.Response broken = getWhatBegins(entry);

    assertThat(broken.end()).isEqualTo(Http.End.RESET);
    assertThat(broken.body().length).isLessThan(file.length);
    Await.until(() -> fixture.service().cached().isEmpty());
    assertThat(fixture.s3().holds("cache/" + entry.sha256())).isFalse();
    assertThat(get(entry).body()).isEqualTo(file);
  }

  @Test
  void wrongBytesNeverComeWholeAndAreNotKept() throws Exception {
    byte[] file = Fixture.fresh(2_000_000);
    byte[] wrong = file.clone();
    wrong[10]++;
    FileEntry entry =
        fixture.mirrors(
            "demo-1.0.tar.gz",
            file,
            FakeUpstream.inTurn(begins(FakeUpstream.gives(wrong)), FakeUpstream.gives(file)));

    Http.Response broken = getWhatBegins(entry);

    assertThat(broken.end()).isEqualTo(Http.End.RESET);
    assertThat(broken.body().length).isLessThanOrEqualTo(file.length - Download.WITHHELD);
    Await.until(() -> fixture.service().cached().isEmpty());
    assertThat(get(entry).body()).isEqualTo(file);
  }

  @Test
  void aSmallFileWithWrongBytesIsACleanError() throws Exception {
    byte[] file = Fixture.fresh(60_000);
    byte[] wrong = file.clone();
    wrong[10]++;
    FileEntry entry = fixture.mirrors("demo-1.0.tar.gz", file, FakeUpstream.gives(wrong));

    Http.Response response = get(entry);

    assertThat(response.status()).isEqualTo(502);
    assertThat(response.end()).isEqualTo(Http.End.CLEAN);
    assertThat(response.header("content-type")).startsWith("text/plain");
    assertThat(response.header("cache-control")).isEqualTo("no-store");
    assertThat(response.text()).contains("the upstream pypi (127.0.0.1:", "has the sha256");
    assertThat(response.text().lines()).hasSize(1);
  }

  @Test
  void anUpstreamThatRefusesIsNamed() throws Exception {
    byte[] file = Fixture.fresh(60_000);
    FileEntry entry = fixture.mirrors("demo-1.0.tar.gz", file, FakeUpstream.status(401));

    Http.Response response = get(entry);

    assertThat(response.status()).isEqualTo(502);
    assertThat(response.text())
        .contains("The upstream pypi (127.0.0.1:")
        .contains("answered 401 for demo-1.0.tar.gz");
    assertThat(fixture.upstream().requests("/demo-1.0.tar.gz")).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(ints = {429, 500, 502, 503, 504})
  void troubleThatPassesIsTriedAgain(int status) throws Exception {
    byte[] file = Fixture.fresh(60_000);
    FileEntry entry =
        fixture.mirrors(
            "demo-1.0.tar.gz",
            file,
            FakeUpstream.inTurn(FakeUpstream.status(status), FakeUpstream.gives(file)));

    assertThat(get(entry).body()).isEqualTo(file);
  }

  @ParameterizedTest
  @ValueSource(ints = {429, 500, 502, 503, 504})
  void troubleThatDoesNotPassIsSaidWithTheTimeToAskAgain(int status) throws Exception {
    byte[] file = Fixture.fresh(60_000);
    FileEntry entry = fixture.mirrors("demo-1.0.tar.gz", file, FakeUpstream.status(status));

    Http.Response response = get(entry);

    assertThat(response.status()).isEqualTo(503);
    assertThat(response.header("retry-after")).isEqualTo("2");
    assertThat(response.text())
        .contains("The upstream pypi (127.0.0.1:")
        .contains("answered with status " + status);
    assertThat(fixture.upstream().requests("/demo-1.0.tar.gz")).hasSize(3);
  }

  @Test
  void anUpstreamThatAnswers304ToEverythingIsNonsense() throws Exception {
    byte[] file = Fixture.fresh(60_000);
    FileEntry entry = fixture.mirrors("demo-1.0.tar.gz", file, FakeUpstream.status(304));

    assertThat(get(entry).status()).isEqualTo(502);
  }

  @Test
  void anUpstreamThatIsAwayIsNamed() throws Exception {
    byte[] file = Fixture.fresh(60_000);
    FileEntry entry = fixture.mirrors("demo-1.0.tar.gz", file, FakeUpstream.gives(file));
    fixture.upstream().close();

    Http.Response response = get(entry);

    assertThat(response.status()).isEqualTo(502);
    assertThat(response.text()).contains("The upstream pypi", "can't be connected to");
  }

  @Test
  void aGzipEncodedFileIsRefused() throws Exception {
    byte[] file = Fixture.fresh(60_000);
    byte[] encoded = Bytes.wheel("any-1.0", "not what was asked for", 100);
    FileEntry entry = fixture.mirrors("demo-1.0.tar.gz", file, FakeUpstream.encodes(encoded));

    assertThat(get(entry).status()).isEqualTo(502);
    assertThat(
            fixture
                .upstream()
                .requests("/demo-1.0.tar.gz")
                .getFirst()
                .headers()
                .get("accept-encoding"))
        .isEqualTo("identity");
  }

  @Test
  void aPlainFileThatIsOnlySaidToBeEncodedIsServedWithoutSayingSo() throws Exception {
    byte[] file = Fixture.fresh(60_000);
    FileEntry entry = fixture.mirrors("demo-1.0.tar.gz", file, FakeUpstream.encodes(file));

    Http.Response response = get(entry);

    assertThat(response.body()).isEqualTo(file);
    assertThat(response.headers()).doesNotContainKey("content-encoding");
  }

  @Test
  void aFileOfAnotherLengthIsRefusedBeforeItsFirstByteWhereNoSha256Decides() throws Exception {
    byte[] file = Fixture.fresh(1_000_000);
    FileEntry entry =
        fixture
            .mirrors("demo-1.0.tar.gz", file, FakeUpstream.gives(Arrays.copyOf(file, 900_000)))
            .withoutDigest();
    fixture.index().shows(entry);

    Http.Response response = get(entry);

    assertThat(response.status()).isEqualTo(502);
    assertThat(response.text()).contains("has 900000 bytes instead of 1000000");
  }

  @Test
  void aFileOfAnotherLengthNeverEndsCleanlyWhereTheSha256Decides() throws Exception {
    byte[] file = Fixture.fresh(1_000_000);
    FileEntry entry =
        fixture.mirrors(
            "demo-1.0.tar.gz", file, begins(FakeUpstream.gives(Arrays.copyOf(file, 900_000))));

    assertThat(getWhatBegins(entry).end()).isEqualTo(Http.End.RESET);
    Await.until(() -> fixture.service().cached().isEmpty());
  }

  @Test
  void aFileWithoutALengthThatIsWrongNeverEndsCleanly() throws Exception {
    byte[] file = Fixture.fresh(300_000);
    byte[] wrong = file.clone();
    wrong[10]++;
    FileEntry entry =
        fixture
            .mirrors("demo-1.0.tar.gz", file, begins(FakeUpstream.givesChunked(wrong)))
            .withoutSize();
    fixture.index().shows(entry);

    assertThat(getWhatBegins(entry).end()).isNotEqualTo(Http.End.CLEAN);
  }
}
