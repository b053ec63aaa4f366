package dev.larder.blob.serve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.larder.blob.testing.Await;
import dev.larder.blob.testing.FakeUpstream;
import dev.larder.blob.testing.FileEntry;
import dev.larder.blob.testing.Fixture;
import dev.larder.blob.testing.Http;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RangesTest {
  private static final int SIZE = 500_000;
  private static final String FOR_EVER = "public, max-age=31536000, immutable";
  private static final String NAME = "demo-1.0.tar.gz";

  @TempDir Path cache;
  private final byte[] file = Fixture.fresh(SIZE);
  private Fixture fixture;
  private FileEntry entry;

  @BeforeEach
  void start() throws Exception {
    fixture = Fixture.start(cache);
    entry = fixture.mirrors(NAME, file, FakeUpstream.gives(file));
  }

  @AfterEach
  void stop() throws Exception {
    fixture.close();
  }

  private Http.Response get(String... headers) throws Exception {
    return Http.get(fixture.service(), entry.path(), headers);
  }

  private void warm() throws Exception {
    get();
    Await.until(() -> fixture.service().cached().contains(entry.cached()));
  }

  @ParameterizedTest
  @CsvSource({
    "bytes=0-0, 0, 1",
    "bytes=100000-199999, 100000, 200000",
    "bytes=499999-, 499999, 500000",
    "bytes=1-, 1, 500000",
    "bytes=-1000, 499000, 500000",
    "bytes=-600000, 0, 500000",
    "bytes=400000-900000, 400000, 500000"
  })
  void aWarmFileGivesJustTheBytesThatAreAskedFor(String range, int first, int end)
      throws Exception {
    warm();

    Http.Response response = get("Range", range);

    assertPart(response, first, end);
    assertThat(response.header("cache-control")).isEqualTo(FOR_EVER);
    assertThat(fixture.upstream().requests("/" + NAME)).hasSize(1);
  }

  private void assertPart(Http.Response response, int first, int end) {
    assertThat(response.status()).isEqualTo(206);
    assertThat(response.end()).isEqualTo(Http.End.CLEAN);
    assertThat(response.headers())
        .containsEntry("content-range", "bytes " + first + "-" + (end - 1) + "/" + SIZE)
        .containsEntry("content-length", String.valueOf(end - first))
        .containsEntry("etag", '"' + entry.sha256() + '"');
    assertThat(Arrays.equals(response.body(), Arrays.copyOfRange(file, first, end))).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "bytes=100000-199999, 100000, 200000",
    "bytes=-1000, 499000, 500000",
    "bytes=-600000, 0, 500000",
    "bytes=400000-900000, 400000, 500000"
  })
  void aRangeIntoAColdFileIsPassedOnAndNotKept(String range, int first, int end) throws Exception {
    Http.Response response = get("Range", range);

    assertPart(response, first, end);
    assertThat(response.header("cache-control")).isEqualTo("no-store");
    assertThat(fixture.upstream().requests("/" + NAME))
        .hasSize(1)
        .allSatisfy(r -> assertThat(r.headers()).containsEntry("range", range));
    assertThat(fixture.service().cached()).isEmpty();
  }

  @Test
  void aColdFileIsFilledForWhoResumesADownload() throws Exception {
    assertPart(get("Range", "bytes=100000-"), 100_000, SIZE);

    Await.until(() -> fixture.service().cached().contains(entry.cached()));
  }

  @ParameterizedTest
  @CsvSource({"bytes=100000-199999, 100000, 200000", "bytes=-1000, 499000, 500000"})
  void anUpstreamThatIgnoresRangesFillsTheCacheAndThePartIsCutOut(String range, int first, int end)
      throws Exception {
    fixture.upstream().at("/" + NAME, FakeUpstream.ignoresRanges(file));

    Http.Response response = get("Range", range);

    assertPart(response, first, end);
    Await.until(() -> fixture.service().cached().contains(entry.cached()));
  }

  @Test
  void aPartOfAFileOfAnotherSizeIsNotBelieved() throws Exception {
    fixture.upstream().at("/" + NAME, FakeUpstream.gives(Arrays.copyOf(file, SIZE - 1)));

    assertThat(get("Range", "bytes=0-99").status()).isEqualTo(502);
  }

  @Test
  void aPartOfAFileInS3ComesFromThere() throws Exception {
    byte[] kept = Fixture.fresh(SIZE);
    fixture.s3().put("kept/range-test", kept);
    entry = FileEntry.kept("own-1.0.tar.gz", kept, "kept/range-test", null);
    fixture.index().shows(entry);

    Http.Response response = get("Range", "bytes=-100");

    assertThat(response.status()).isEqualTo(206);
    assertThat(response.body()).isEqualTo(Arrays.copyOfRange(kept, SIZE - 100, SIZE));
    assertThat(fixture.service().cached()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"bytes=500000-", "bytes=600000-700000", "bytes=-0"})
  void aRangeBehindTheEndIs416WarmOrCold(String range) throws Exception {
    Http.Response cold = get("Range", range);
    warm();
    Http.Response warm = get("Range", range);

    assertThat(cold.status()).isEqualTo(416);
    assertThat(cold.header("content-range")).isEqualTo("bytes */500000");
    assertThat(cold.header("cache-control")).isEqualTo("no-store");
    assertThat(warm.status()).isEqualTo(416);
    assertThat(warm.header("content-range")).isEqualTo("bytes */500000");
  }

  @ParameterizedTest
  @ValueSource(strings = {"bytes=0-1,5-6", "lines=1-2", "bytes=5-4"})
  void whatIsNoSingleRangeGetsTheWholeFile(String range) throws Exception {
    assertThat(get("Range", range).status()).isEqualTo(200);
  }

  @Test
  void ifRangeHoldsByEtagAndByDate() throws Exception {
    warm();

    assertThat(get("Range", "bytes=0-9", "If-Range", '"' + entry.sha256() + '"').status())
        .isEqualTo(206);
    assertThat(get("Range", "bytes=0-9", "If-Range", "Fri, 01 Mar 2019 10:20:30 GMT").status())
        .isEqualTo(206);
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"other\"", "Fri, 01 Mar 2019 10:20:31 GMT", "nonsense", "W/\"weak\""})
  void ifRangeOfAnotherFileGetsTheWholeOne(String ifRange) throws Exception {
    warm();

    Http.Response response = get("Range", "bytes=0-9", "If-Range", ifRange);

    assertThat(response.status()).isEqualTo(200);
    assertThat(response.body()).hasSize(SIZE);
  }

  @Test
  void whoHasTheFileIsToldSo() throws Exception {
    Http.Response response = get("If-None-Match", "\"x\", \"" + entry.sha256() + '"');

    assertThat(response.status()).isEqualTo(304);
    assertThat(response.header("etag")).isEqualTo('"' + entry.sha256() + '"');
    assertThat(response.header("cache-control")).isEqualTo(FOR_EVER);
  }

  @Test
  void aFileMayBeKeptForEverColdWarmAndByHeadersAlone() throws Exception {
    assertKeepable(get());
    warm();
    assertKeepable(get());
    assertKeepable(Http.head(fixture.service(), entry.path()));
  }

  private void assertKeepable(Http.Response response) {
    assertThat(response.status()).isEqualTo(200);
    assertThat(response.headers())
        .containsEntry("cache-control", FOR_EVER)
        .containsEntry("etag", '"' + entry.sha256() + '"');
  }

  @Test
  void aFileWhoseSha256IsUnknownIsNotKept() throws Exception {
    entry = entry.withoutDigest();
    fixture.index().shows(entry);

    for (Http.Response response : List.of(get(), get("Range", "bytes=0-9"))) {
      assertThat(response.status()).isBetween(200, 206);
      assertThat(response.headers())
          .containsEntry("cache-control", "no-store")
          .doesNotContainKey("etag");
    }
  }

  @Test
  void oneConnectionServesOneRequestAfterTheOther() throws Exception {
    warm();
    try (Http http = new Http(fixture.service().port())) {
      http.send("GET", entry.path());
      http.send("GET", entry.path(), "Range", "bytes=10-19");
      http.send("HEAD", entry.path());
      http.send("GET", "/packages/nothing/there");

      assertThat(http.response("GET").body()).isEqualTo(file);
      assertPart(http.response("GET"), 10, 20);
      assertThat(http.response("HEAD").headers()).containsEntry("content-length", "500000");
      assertThat(http.response("GET").status()).isEqualTo(404);
    }
  }

  @Test
  void aRepositoryMayStandInThePath() throws Exception {
    assertThat(Http.get(fixture.service(), "/main" + entry.path()).body()).isEqualTo(file);
    assertThat(Http.get(fixture.service(), "/other" + entry.path()).status()).isEqualTo(404);
  }

  @ParameterizedTest
  @ValueSource(strings = {"demo-1.0+corp.3.tar.gz", "demo-1.0%2Bcorp.3.tar.gz"})
  void aLocalVersionKeepsItsPlus(String name) throws Exception {
    entry = FileEntry.mirrored("demo-1.0+corp.3.tar.gz", file, fixture.upstream().url("/" + NAME));
    fixture.index().shows(entry);

    String path = "/main/packages/" + entry.key() + "/" + name;

    assertThat(Http.get(fixture.service(), path).body()).isEqualTo(file);
  }

  @Test
  void nothingIsCompressedForWhoWouldTakeIt() throws Exception {
    Http.Response response = get("Accept-Encoding", "gzip, zstd");

    assertThat(response.headers()).doesNotContainKey("content-encoding");
    assertThat(response.body()).isEqualTo(file);
  }

  @Test
  void aPartThatBreaksOffBreaksTheConnection() throws Exception {
    fixture.upstream().at("/" + NAME, FakeUpstream.truncatesParts(file, 0, 300_000, 200_000));

    Http.Response response = get("Range", "bytes=0-299999");

    assertThat(response.end()).isEqualTo(Http.End.RESET);
  }
}
