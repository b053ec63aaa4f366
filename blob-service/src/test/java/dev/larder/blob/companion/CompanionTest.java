package dev.larder.blob.companion;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.larder.blob.testing.Bytes;
import dev.larder.blob.testing.FakeUpstream;
import dev.larder.blob.testing.FileEntry;
import dev.larder.blob.testing.Fixture;
import dev.larder.blob.testing.Http;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CompanionTest {
  private static final String WHEEL = "demo-1.0-py3-none-any.whl";
  private static final byte[] SIGNATURE =
      "-----BEGIN PGP SIGNATURE-----\n\niQ==\n-----END PGP SIGNATURE-----\n".getBytes(UTF_8);
  private static final byte[] PROVENANCE =
      "{\"version\":1,\"attestation_bundles\":[]}".getBytes(UTF_8);

  @TempDir Path cache;
  private Fixture fixture;
  private final byte[] file = Fixture.fresh(1000);
  private final String object = "kept/" + UUID.randomUUID();

  @BeforeEach
  void start() throws Exception {
    fixture = Fixture.start(cache);
  }

  @AfterEach
  void stop() throws Exception {
    fixture.close();
  }

  private FileEntry mirrored() {
    return fixture.mirrors(WHEEL, file, FakeUpstream.gives(file));
  }

  private Http.Response get(FileEntry entry, String suffix, String... headers) throws Exception {
    return Http.get(fixture.service(), entry.path() + suffix, headers);
  }

  @ParameterizedTest
  @CsvSource({
    ".asc, application/pgp-signature",
    ".provenance, application/vnd.pypi.integrity.v1+json"
  })
  void whatWasUploadedWithAFileIsServedForEver(String suffix, String type) throws Exception {
    byte[] bytes = ("what belongs to it " + object).getBytes(UTF_8);
    fixture.s3().put(object + suffix, bytes);
    FileEntry entry = FileEntry.kept(WHEEL, file, object, null);
    fixture.index().shows(entry, object + ".asc", object + ".provenance");

    Http.Response response = get(entry, suffix);

    assertThat(response.status()).isEqualTo(200);
    assertThat(response.body()).isEqualTo(bytes);
    assertThat(response.headers())
        .containsEntry("content-type", type)
        .containsEntry("cache-control", "public, max-age=31536000, immutable")
        .containsEntry("etag", '"' + Bytes.sha256(bytes) + '"')
        .containsEntry("x-content-type-options", "nosniff");
    assertThat(get(entry, suffix, "If-None-Match", response.header("etag")).status())
        .isEqualTo(304);
    assertThat(Http.head(fixture.service(), entry.path() + suffix).headers())
        .containsEntry("content-length", String.valueOf(bytes.length));
    assertThat(Http.get(fixture.service(), "/main" + entry.path() + suffix).body())
        .isEqualTo(bytes);
  }

  @ParameterizedTest
  @ValueSource(strings = {".asc", ".provenance"})
  void aFileWithoutIsA404InWords(String suffix) throws Exception {
    FileEntry kept = FileEntry.kept(WHEEL, file, object, null);
    fixture.index().shows(kept);
    String words = suffix.equals(".asc") ? "signature" : "provenance";

    assertThat(get(kept, suffix).status()).isEqualTo(404);
    assertThat(get(kept, suffix).text()).isEqualTo(WHEEL + " has no " + words + ".\n");
    assertThat(get(mirrored(), suffix).status()).isEqualTo(404);
    assertThat(fixture.upstream().requests("/" + WHEEL + suffix)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {".asc", ".provenance"})
  void whatTheRepositoryDoesNotShowIsNotThere(String suffix) throws Exception {
    fixture.s3().put(object + suffix, SIGNATURE);
    FileEntry entry = FileEntry.kept(WHEEL, file, object, null);

    assertThat(get(entry, suffix).status()).isEqualTo(404);
    fixture.index().shows(entry, object + ".asc", object + ".provenance");
    assertThat(Http.get(fixture.service(), "/other" + entry.path() + suffix).status())
        .isEqualTo(404);
  }

  @Test
  void whatShouldBeInTheStoreAndIsNotIsAsked503() throws Exception {
    FileEntry entry = FileEntry.kept(WHEEL, file, object, null);
    fixture.index().shows(entry, object + ".asc", null);

    assertThat(get(entry, ".asc").status()).isEqualTo(503);
  }

  @Test
  void anUpstreamsSignatureIsPassedOnAndKept() throws Exception {
    FileEntry entry = mirrored().withAuthorization("Basic dTpw");
    fixture.index().shows(entry, "true", null);
    fixture.upstream().at("/" + WHEEL + ".asc", FakeUpstream.gives(SIGNATURE));

    assertThat(get(entry, ".asc").body()).isEqualTo(SIGNATURE);
    assertThat(get(entry, ".asc").header("content-type")).isEqualTo("application/pgp-signature");

    assertThat(fixture.upstream().requests("/" + WHEEL + ".asc"))
        .singleElement()
        .satisfies(
            request -> assertThat(request.headers()).containsEntry("authorization", "Basic dTpw"));
    assertThat(fixture.s3().holds("given/" + entry.sha256() + "/2-1.asc")).isTrue();
  }

  @Test
  void anUpstreamsProvenanceIsPassedOnFromWhereverItIsWithoutCredentialsForOthers()
      throws Exception {
    FileEntry entry = mirrored().withAuthorization("Basic dTpw");
    try (FakeUpstream elsewhere = new FakeUpstream()) {
      elsewhere.at("/integrity/p", FakeUpstream.gives(PROVENANCE));
      fixture
          .index()
          .shows(entry.mayLeadTo(elsewhere.url("")), null, elsewhere.url("/integrity/p"));

      assertThat(get(entry, ".provenance").body()).isEqualTo(PROVENANCE);

      assertThat(elsewhere.requests("/integrity/p"))
          .singleElement()
          .satisfies(request -> assertThat(request.headers()).doesNotContainKey("authorization"));
    }
    assertThat(get(entry, ".provenance").body()).isEqualTo(PROVENANCE);
    assertThat(fixture.s3().holds("given/" + entry.sha256() + "/2-1.provenance")).isTrue();
  }

  @Test
  void provenanceAtAnInsideAddressOfAnotherHostIsNotFetched() throws Exception {
    FileEntry entry = mirrored().withReach("{\"own\":\"https://index.example/\"}");
    fixture.upstream().at("/p", FakeUpstream.gives(PROVENANCE));
    fixture.index().shows(entry, null, fixture.upstream().url("/p"));

    assertThat(get(entry, ".provenance").status()).isEqualTo(502);
    assertThat(fixture.upstream().requests("/p")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"file:///etc/passwd", "ftp://x/y", "nonsense", "http://["})
  void provenanceThatIsAtNoHttpUrlIsNotFetched(String url) throws Exception {
    FileEntry entry = mirrored();
    fixture.index().shows(entry, null, url);

    assertThat(get(entry, ".provenance").status()).isEqualTo(502);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        ".asc | <html>Out of order</html>",
        ".provenance | <html>Out of order</html>",
        ".provenance | {}",
        ".provenance | {\"version\":2,\"attestation_bundles\":[]}",
        ".provenance | {\"version\":1,\"attestation_bundles\":[]} more",
        ".provenance | {\"version\":1,\"attestation_bundles\":["
      })
  void whatIsNeitherIsNotPassedOnAndNotKept(String suffix, String nonsense) throws Exception {
    FileEntry entry = mirrored();
    fixture.index().shows(entry, "true", fixture.upstream().url("/p"));
    fixture.upstream().at("/" + WHEEL + ".asc", FakeUpstream.gives(nonsense.getBytes(UTF_8)));
    fixture.upstream().at("/p", FakeUpstream.gives(nonsense.getBytes(UTF_8)));

    assertThat(get(entry, suffix).status()).isEqualTo(502);
    assertThat(fixture.s3().holds("given/" + entry.sha256() + "/2-1" + suffix)).isFalse();
  }

  @Test
  void aSignatureThatThePageBehindHasNotIsA404() throws Exception {
    FileEntry entry = mirrored();
    fixture.index().shows(entry, "true", null);
    fixture.upstream().at("/" + WHEEL + ".asc", FakeUpstream.status(404));

    assertThat(get(entry, ".asc").status()).isEqualTo(404);
  }

  @Test
  void anUpstreamThatFailsIsNamed() throws Exception {
    FileEntry entry = mirrored();
    fixture.index().shows(entry, "true", null);
    fixture.upstream().at("/" + WHEEL + ".asc", FakeUpstream.status(401));

    Http.Response response = get(entry, ".asc");

    assertThat(response.status()).isEqualTo(502);
    assertThat(response.text()).contains("pypi").contains("401");
  }

  @Test
  void anUpstreamsTroubleThatPassesIsTriedAgain() throws Exception {
    FileEntry entry = mirrored();
    fixture.index().shows(entry, "true", null);
    fixture
        .upstream()
        .at(
            "/" + WHEEL + ".asc",
            FakeUpstream.inTurn(
                FakeUpstream.status(502), FakeUpstream.status(429), FakeUpstream.gives(SIGNATURE)));

    assertThat(get(entry, ".asc").body()).isEqualTo(SIGNATURE);
  }

  @Test
  void whatOneSourceSaysOfAFileIsNotServedAsAnothers() throws Exception {
    FileEntry one = mirrored();
    fixture.upstream().at("/" + WHEEL + ".asc", FakeUpstream.gives(SIGNATURE));
    fixture.index().shows(one, "true", null);
    assertThat(get(one, ".asc").body()).isEqualTo(SIGNATURE);

    fixture.index().shows(one.of(3, fixture.upstream().url("/other")), "true", null);

    // Another repository, so that no known location is used.
    assertThat(Http.get(fixture.service(), "/main" + one.path() + ".asc").status())
        .isNotEqualTo(200);
  }
}
