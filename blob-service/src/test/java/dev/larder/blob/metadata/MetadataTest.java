package dev.larder.blob.metadata;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.larder.blob.testing.Await;
import dev.larder.blob.testing.Bytes;
import dev.larder.blob.testing.FakeUpstream;
import dev.larder.blob.testing.FileEntry;
import dev.larder.blob.testing.Fixture;
import dev.larder.blob.testing.Http;
import dev.larder.messaging.Found;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MetadataTest {
  private static final String WHEEL = "demo_pkg-1.0-py3-none-any.whl";
  private static final String OWN = "Metadata-Version: 2.1\nName: DEMO_pkg\nVersion: 1.0\n";
  private static final AtomicInteger VERSION = new AtomicInteger();

  @TempDir Path cache;
  private Fixture fixture;
  private final String metadata =
      "Metadata-Version: 2.1\nName: demo.pkg\nVersion: 1.0\nX: %d\n"
          .formatted(VERSION.incrementAndGet());
  private final byte[] wheel = Bytes.wheel("Demo.Pkg-1.0", metadata, 200_000);

  @BeforeEach
  void start() throws Exception {
    fixture = Fixture.start(cache);
  }

  @AfterEach
  void stop() throws Exception {
    fixture.close();
  }

  private Http.Response get(FileEntry entry) throws Exception {
    return Http.get(fixture.service(), entry.path() + ".metadata");
  }

  private List<Found> found(FileEntry entry) {
    return fixture.redis().found().stream().filter(f -> f.key().equals(entry.key())).toList();
  }

  @Test
  void whereAnUnpromisedOneIsMissingTheLinkIsGoodNevertheless() throws Exception {
    FileEntry entry = fixture.mirrors(WHEEL, wheel, FakeUpstream.gives(wheel));

    assertThat(get(entry).text()).isEqualTo(metadata);
    assertThat(fixture.upstream().requests("/" + WHEEL + ".metadata")).hasSize(1);
    assertThat(fixture.index().refreshed()).isZero();
  }

  @Test
  void theUpstreamsMetadataIsServedAsItIsAndKept() throws Exception {
    String own = metadata + "served by the upstream\n";
    FileEntry entry =
        fixture
            .mirrors(WHEEL, wheel, FakeUpstream.gives(wheel))
            .withMetadata(Bytes.sha256(own.getBytes(UTF_8)));
    fixture.index().shows(entry);
    fixture.upstream().at("/" + WHEEL + ".metadata", FakeUpstream.gives(own.getBytes(UTF_8)));

    Http.Response first = get(entry);
    Http.Response second = get(entry);

    assertThat(first.text()).isEqualTo(own);
    assertThat(first.headers())
        .containsEntry("etag", '"' + entry.metadataSha256() + '"')
        .containsEntry("cache-control", "public, max-age=31536000, immutable")
        .doesNotContainKey("content-encoding");
    assertThat(second.text()).isEqualTo(own);
    assertThat(fixture.upstream().requests("/" + WHEEL + ".metadata")).hasSize(1);
    assertThat(fixture.upstream().requests("/" + WHEEL)).isEmpty();
    assertThat(fixture.s3().holds("given/" + entry.sha256() + "/2-1.metadata")).isTrue();
  }

  @Test
  void aCopyInS3IsServedWithTheUpstreamAway() throws Exception {
    FileEntry entry = fixture.mirrors(WHEEL, wheel, FakeUpstream.gives(wheel)).withMetadata(null);
    fixture.index().shows(entry);
    fixture.s3().put("cache/" + entry.sha256() + ".metadata", metadata.getBytes(UTF_8));
    fixture.proves(entry);
    fixture.upstream().close();

    assertThat(get(entry).text()).isEqualTo(metadata);
  }

  @Test
  void whatAnUpstreamGaveIsHadFromS3WhenTheUpstreamAndTheDisksCopyAreGone() throws Exception {
    FileEntry entry = fixture.mirrors(WHEEL, wheel, FakeUpstream.gives(wheel)).withMetadata(null);
    fixture.index().shows(entry);
    fixture.s3().put("given/" + entry.sha256() + "/2-1.metadata", OWN.getBytes(UTF_8));
    fixture.upstream().close();

    assertThat(get(entry).text()).isEqualTo(OWN);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void whatOneUpstreamSaysOfAWheelIsNotServedAsAnothersWhateverItPromised(boolean promised)
      throws Exception {
    byte[] forged = (OWN + "Requires-Dist: worse\n").getBytes(UTF_8);
    FileEntry worse =
        fixture
            .mirrors(WHEEL, wheel, FakeUpstream.gives(wheel))
            .of(3, fixture.upstream().url("/worse.whl"))
            .withMetadata(promised ? Bytes.sha256(forged) : null);
    fixture.upstream().at("/worse.whl.metadata", FakeUpstream.gives(forged));
    fixture.upstream().at("/" + WHEEL + ".metadata", FakeUpstream.gives(OWN.getBytes(UTF_8)));
    fixture.index().shows(worse);
    assertThat(get(worse).body()).isEqualTo(forged);

    fixture.index().shows(worse.of(2, fixture.upstream().url("/" + WHEEL)).withMetadata(null));
    // Another repository, so that no known location is used.
    String better = "/main" + worse.path() + ".metadata";

    assertThat(Http.get(fixture.service(), better).text()).isEqualTo(OWN);
    assertThat(fixture.s3().holds("cache/" + worse.sha256() + ".metadata")).isFalse();
  }

  @Test
  void metadataThatWasPromisedAndIsMissingComesFromTheWheel() throws Exception {
    FileEntry entry =
        fixture
            .mirrors(WHEEL, wheel, FakeUpstream.gives(wheel))
            .withMetadata(Bytes.sha256(metadata.getBytes(UTF_8)));
    fixture.index().shows(entry);
    fixture.upstream().at("/" + WHEEL + ".metadata", FakeUpstream.status(404));

    assertThat(get(entry).text()).isEqualTo(metadata);
  }

  @Test
  void metadataThatIsNotWhatWasPromisedComesFromTheWheel() throws Exception {
    FileEntry entry =
        fixture
            .mirrors(WHEEL, wheel, FakeUpstream.gives(wheel))
            .withMetadata(Bytes.sha256(metadata.getBytes(UTF_8)));
    fixture.index().shows(entry);
    fixture.upstream().at("/" + WHEEL + ".metadata", FakeUpstream.gives("other".getBytes(UTF_8)));

    assertThat(get(entry).text()).isEqualTo(metadata);
    assertThat(found(entry)).isEmpty();
  }

  @Test
  void metadataThatComesEncodedIsTakenFromTheWheel() throws Exception {
    byte[] own = OWN.getBytes(UTF_8);
    FileEntry entry = fixture.mirrors(WHEEL, wheel, FakeUpstream.gives(wheel)).withMetadata(null);
    fixture.index().shows(entry);
    fixture.upstream().at("/" + WHEEL + ".metadata", FakeUpstream.encodes(own));

    assertThat(get(entry).text()).isEqualTo(metadata);
    assertThat(get(entry).text()).isEqualTo(metadata);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<html>Out of order</html>",
        "",
        "Metadata-Version: 2.1\nName: another\nVersion: 1.0\n"
      })
  void withoutAPromisedHashWhatIsNoMetadataOfTheProjectIsTakenFromTheWheel(String own)
      throws Exception {
    FileEntry entry = fixture.mirrors(WHEEL, wheel, FakeUpstream.gives(wheel)).withMetadata(null);
    fixture.index().shows(entry);
    fixture.upstream().at("/" + WHEEL + ".metadata", FakeUpstream.gives(own.getBytes(UTF_8)));

    assertThat(get(entry).text()).isEqualTo(metadata);
    assertThat(get(entry).text()).isEqualTo(metadata);
  }

  @Test
  void withoutAPromisedHashTheProjectsMetadataIsServedInAnySpellingOfItsName() throws Exception {
    FileEntry entry = fixture.mirrors(WHEEL, wheel, FakeUpstream.gives(wheel)).withMetadata(null);
    fixture.index().shows(entry);
    fixture.upstream().at("/" + WHEEL + ".metadata", FakeUpstream.gives(OWN.getBytes(UTF_8)));

    assertThat(get(entry).text()).isEqualTo(OWN);
    assertThat(fixture.upstream().requests("/" + WHEEL)).isEmpty();
  }

  @Test
  void aPromiseThatTheWheelDoesNotKeepEitherIsCorrected() throws Exception {
    FileEntry entry =
        fixture.mirrors(WHEEL, wheel, FakeUpstream.gives(wheel)).withMetadata("0".repeat(64));
    fixture.index().shows(entry);

    assertThat(get(entry).text()).isEqualTo(metadata);
    assertThat(found(entry))
        .extracting(Found::metadataSha256)
        .contains(Bytes.sha256(metadata.getBytes(UTF_8)));
  }

  @Test
  void aWheelThatCameWholeTellsItsMetadataWhereTheUpstreamHasNone() throws Exception {
    FileEntry entry = fixture.mirrors(WHEEL, wheel, FakeUpstream.gives(wheel));

    Http.get(fixture.service(), entry.path(), "X-Request-Id", "learning");

    Await.until(() -> !found(entry).isEmpty());
    assertThat(found(entry))
        .containsExactly(
            new Found(
                2,
                "demo-pkg",
                WHEEL,
                entry.key(),
                entry.sha256(),
                (long) wheel.length,
                Bytes.sha256(metadata.getBytes(UTF_8)),
                "learning"));
    assertThat(get(entry).text()).isEqualTo(metadata);
    Await.until(() -> fixture.s3().holds("cache/" + entry.sha256() + ".metadata"));
  }

  @Test
  void anSdistHasNone() throws Exception {
    byte[] file = Fixture.fresh(1000);
    FileEntry entry = fixture.mirrors("demo-1.0.tar.gz", file, FakeUpstream.gives(file));

    assertThat(get(entry).status()).isEqualTo(404);
    assertThat(fixture.upstream().requests("/demo-1.0.tar.gz")).isEmpty();
  }

  @Test
  void aWheelWithoutMetadataHasNone() throws Exception {
    byte[] file = Fixture.fresh(1000);
    FileEntry entry = fixture.mirrors(WHEEL, file, FakeUpstream.gives(file));

    assertThat(get(entry).status()).isEqualTo(404);
  }

  @Test
  void anUploadedFilesMetadataIsServedFromS3() throws Exception {
    byte[] bytes = metadata.getBytes(UTF_8);
    fixture.s3().put("kept/m" + Bytes.sha256(bytes), bytes);
    FileEntry entry =
        FileEntry.kept(WHEEL, Fixture.fresh(10), "kept/none", "kept/m" + Bytes.sha256(bytes));
    fixture.index().shows(entry);

    assertThat(get(entry).text()).isEqualTo(metadata);
    assertThat(fixture.service().cached()).containsExactly(entry.cached() + ".metadata");
  }

  @Test
  void headTellsTheLength() throws Exception {
    FileEntry entry = fixture.mirrors(WHEEL, wheel, FakeUpstream.gives(wheel));

    Http.Response response = Http.head(fixture.service(), entry.path() + ".metadata");

    assertThat(response.headers())
        .containsEntry("content-length", String.valueOf(metadata.length()));
  }

  @Test
  void metadataIsNeverCompressed() throws Exception {
    FileEntry entry = fixture.mirrors(WHEEL, wheel, FakeUpstream.gives(wheel));

    Http.Response response =
        Http.get(fixture.service(), entry.path() + ".metadata", "Accept-Encoding", "gzip");

    assertThat(response.text()).isEqualTo(metadata);
    assertThat(response.headers()).doesNotContainKey("content-encoding");
  }
}
