package dev.larder.e2e.file;

import static org.assertj.core.api.Assertions.assertThat;

import dev.larder.e2e.server.Fixture;
import dev.larder.e2e.server.Http;
import dev.larder.e2e.server.SharedFixture;
import dev.larder.e2e.wheel.Distribution;
import dev.larder.e2e.wheel.Hashing;
import dev.larder.e2e.wheel.Package;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** A file through the gateway: whole, in parts, and its metadata. */
@Order(30)
@ExtendWith(SharedFixture.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FileTest {
  private final Fixture fixture;
  private Distribution wheel;
  private byte[] bytes;
  private String url;

  FileTest(Fixture fixture) {
    this.fixture = fixture;
  }

  @BeforeAll
  void downloadOnce() throws IOException {
    wheel = Package.of("in-parts", "1.0").padded(300_000).wheel(fixture.newFolder());
    bytes = Files.readAllBytes(wheel.path());
    url = shown(wheel);
    assertThat(Http.download(url)).isEqualTo(new Http.Got(200, wheel.size(), wheel.sha256()));
  }

  /** Publishes a file and has its page looked at; returns the file's address. */
  private String shown(Distribution distribution) {
    fixture.upstream().publish(distribution);
    return addressOf(distribution);
  }

  private String addressOf(Distribution distribution) {
    String page = fixture.larder().indexUrl() + distribution.project() + "/";
    assertThat(Http.get(page).body()).contains(distribution.sha256());
    return "%s/main/packages/%s/%s"
        .formatted(fixture.larder().url(), distribution.sha256(), distribution.filename());
  }

  private static String header(HttpResponse<?> response, String name) {
    return response.headers().firstValue(name).orElse("none");
  }

  /** RHTTP-1, RHTTP-4, RHTTP-5, RHTTP-7. */
  @Test
  void headDescribesTheFile() {
    var head = Http.head(url, "Accept-Encoding", "gzip");

    assertThat(head.statusCode()).isEqualTo(200);
    assertThat(header(head, "Content-Length")).isEqualTo("" + wheel.size());
    assertThat(header(head, "Accept-Ranges")).isEqualTo("bytes");
    assertThat(header(head, "Content-Encoding")).isEqualTo("none");
    assertThat(header(head, "ETag")).startsWith("\"");
    assertThat(header(head, "Cache-Control")).contains("immutable").contains("public");
  }

  @Test
  void theDefaultRepositoryHasItsFilesAtTheTopToo() throws IOException {
    assertThat(Http.download(url.replace("/main/packages/", "/packages/")).sha256())
        .isEqualTo(wheel.sha256());
  }

  @Test
  void anotherNameUnderTheSameHashIsNotThere() {
    assertThat(Http.get(url.replace("in_parts-1.0", "in_parts-1.1")).statusCode()).isEqualTo(404);
  }

  /** RHTTP-2. */
  @Test
  void aRangeIsExact() {
    var part = Http.bytes(url, "Range", "bytes=1000-1999");

    assertThat(part.statusCode()).isEqualTo(206);
    assertThat(header(part, "Content-Range")).isEqualTo("bytes 1000-1999/" + wheel.size());
    assertThat(part.body()).isEqualTo(Arrays.copyOfRange(bytes, 1000, 2000));
  }

  /** RHTTP-3. */
  @Test
  void aSuffixIsTheEndAndALongerOneTheWhole() {
    var end = Http.bytes(url, "Range", "bytes=-100");
    var all = Http.bytes(url, "Range", "bytes=-" + (wheel.size() + 1));

    assertThat(end.statusCode()).isEqualTo(206);
    assertThat(end.body()).isEqualTo(Arrays.copyOfRange(bytes, bytes.length - 100, bytes.length));
    assertThat(all.body()).isEqualTo(bytes);
  }

  @Test
  void aRangeBeyondTheEndIsRefused() {
    var refused = Http.get(url, "Range", "bytes=" + wheel.size() + "-");

    assertThat(refused.statusCode()).isEqualTo(416);
    assertThat(header(refused, "Content-Range")).isEqualTo("bytes */" + wheel.size());
  }

  /** RHTTP-4. */
  @Test
  void aRangeOfAnotherVersionGetsTheWholeFile() {
    String etag = header(Http.head(url), "ETag");

    assertThat(Http.bytes(url, "Range", "bytes=5-9", "If-Range", etag).statusCode()).isEqualTo(206);
    var whole = Http.bytes(url, "Range", "bytes=5-9", "If-Range", "\"another\"");
    assertThat(whole.statusCode()).isEqualTo(200);
    assertThat(whole.body()).isEqualTo(bytes);
  }

  @Test
  void aFileThatTheClientHasIsNotSentAgain() {
    assertThat(Http.get(url, "If-None-Match", header(Http.head(url), "ETag")).statusCode())
        .isEqualTo(304);
  }

  @Test
  void aRangeOfAFileNeverSeenBeforeIsExactToo() throws IOException {
    Distribution cold = Package.of("cold-range", "1.0").padded(500_000).wheel(fixture.newFolder());
    String address = shown(cold);
    byte[] whole = Files.readAllBytes(cold.path());

    assertThat(Http.bytes(address, "Range", "bytes=-2000").body())
        .isEqualTo(Arrays.copyOfRange(whole, whole.length - 2000, whole.length));
    assertThat(Http.bytes(address, "Range", "bytes=10-19").body())
        .isEqualTo(Arrays.copyOfRange(whole, 10, 20));
    assertThat(Http.download(address).sha256()).isEqualTo(cold.sha256());
  }

  /** R658-1, R658-2. */
  @Test
  void metadataIsTheUpstreamsByteForByte() {
    var metadata = Http.bytes(url + ".metadata");

    assertThat(metadata.statusCode()).isEqualTo(200);
    assertThat(new String(metadata.body(), StandardCharsets.UTF_8)).isEqualTo(wheel.metadata());
  }

  /** R658-1: what is advertised is there. */
  @Test
  void metadataThatTheUpstreamDoesNotHaveComesFromTheWheel() throws IOException {
    Distribution without = Package.of("no-metadata", "1.0").wheel(fixture.newFolder());
    fixture.upstream().publish(without).withoutMetadata();
    String address = addressOf(without);
    assertThat(Http.download(address).sha256()).isEqualTo(without.sha256());

    var metadata = Http.bytes(address + ".metadata");

    assertThat(metadata.statusCode()).isEqualTo(200);
    assertThat(Hashing.of(metadata.body())).isEqualTo(Hashing.of(without.metadata()));
  }

  @Test
  void aWholeFileIsFetchedFromTheUpstreamOnce() throws IOException {
    Distribution made = Package.of("fetched-once", "1.0").wheel(fixture.newFolder());
    String address = shown(made);

    Http.download(address);
    Http.download(address);
    Http.download(address.replace("/main/packages/", "/packages/"));

    String path = fixture.upstream().project("fetched-once").path();
    assertThat(fixture.upstream().gets(path)).isEqualTo(1);
    assertThat(
            fixture
                .upstream()
                .gets("/files/" + made.sha256().substring(0, 12) + "/" + made.filename()))
        .isEqualTo(1);
  }
}
