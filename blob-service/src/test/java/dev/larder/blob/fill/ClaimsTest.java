package dev.larder.blob.fill;

import static org.assertj.core.api.Assertions.assertThat;

import dev.larder.blob.testing.Await;
import dev.larder.blob.testing.Bytes;
import dev.larder.blob.testing.FakeUpstream;
import dev.larder.blob.testing.FileEntry;
import dev.larder.blob.testing.Fixture;
import dev.larder.blob.testing.Http;
import dev.larder.messaging.Found;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What an upstream says of a file, and what its bytes say. */
class ClaimsTest {
  private static final String SDIST = "demo-1.0.tar.gz";

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

  @ParameterizedTest
  @CsvSource({"MD5, md5", "SHA-1, sha1", "SHA-224, sha224", "SHA-384, sha384", "SHA-512, sha512"})
  void aHashOtherThanSha256IsCheckedAndTheSha256Learnt(String algorithm, String label)
      throws Exception {
    String hash =
        label + "=" + HexFormat.of().formatHex(MessageDigest.getInstance(algorithm).digest(file));
    FileEntry entry = blind(FakeUpstream.gives(file), hash);

    assertThat(Http.get(fixture.service(), entry.path()).body()).isEqualTo(file);

    Await.until(() -> !found(entry).isEmpty());
    assertThat(found(entry).getFirst().sha256()).isEqualTo(Bytes.sha256(file));
  }

  @Test
  void wrongBytesAreNeitherKeptNorVouchedFor() throws Exception {
    byte[] small = Fixture.fresh(1000);
    FileEntry entry = blind(FakeUpstream.gives(small), "sha1=" + "0".repeat(40));

    Http.Response response = Http.get(fixture.service(), entry.path());

    assertThat(response.status()).isEqualTo(502);
    assertThat(response.text()).contains("sha1", "instead of " + "0".repeat(40), "was not kept");
    assertThat(fixture.service().cached()).isEmpty();
    assertThat(found(entry)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 299_999, 300_001})
  void theSha256DecidesAgainstAWrongSizeWhichIsCorrected(long size) throws Exception {
    FileEntry entry = fixture.mirrors(SDIST, file, FakeUpstream.gives(file)).withSize(size);
    fixture.index().shows(entry);

    assertThat(Http.get(fixture.service(), entry.path()).body()).isEqualTo(file);
    assertThat(Http.get(fixture.service(), entry.path()).body()).isEqualTo(file);

    Await.until(() -> !found(entry).isEmpty());
    assertThat(found(entry).getFirst().size()).isEqualTo(file.length);
    assertThat(fixture.upstream().requests("/" + SDIST)).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 299_999, 300_001})
  void partsOfWhatLiesInTheStoreDontGoByAWrongSize(long size) throws Exception {
    FileEntry entry = fixture.mirrors(SDIST, file, FakeUpstream.gives(file)).withSize(size);
    fixture.index().shows(entry);
    fixture.stores(entry, file);
    fixture.proves(entry);

    for (String range : List.of("bytes=0-99", "bytes=299900-299999", "bytes=-100")) {
      Http.Response part = Http.get(fixture.service(), entry.path(), "Range", range);
      assertThat(part.status()).as(range).isEqualTo(206);
      int first = range.equals("bytes=0-99") ? 0 : 299_900;
      assertThat(part.header("content-range"))
          .isEqualTo("bytes %d-%d/300000".formatted(first, first + 99));
      assertThat(part.body()).isEqualTo(Arrays.copyOfRange(file, first, first + 100));
    }
  }

  @Test
  void aHeadOfAFileThatIsHereTellsItsOwnSize() throws Exception {
    FileEntry entry = fixture.mirrors(SDIST, file, FakeUpstream.gives(file)).withSize(12);
    fixture.index().shows(entry);
    Http.get(fixture.service(), entry.path());
    Await.until(() -> fixture.service().cached().contains(entry.cached()));

    assertThat(Http.head(fixture.service(), entry.path()).header("content-length"))
        .isEqualTo("300000");
  }

  @Test
  void withoutASha256TheSizeIsACheck() throws Exception {
    FileEntry entry =
        fixture
            .mirrors(SDIST, file, FakeUpstream.gives(file))
            .withoutDigest()
            .withSize(file.length + 1L);
    fixture.index().shows(entry);

    assertThat(Http.get(fixture.service(), entry.path()).status()).isEqualTo(502);
  }

  @ParameterizedTest
  @ValueSource(ints = {401, 403, 404, 410, 451})
  void aLinkThatIsGoodNoMoreIsRenewedOnce(int status) throws Exception {
    FileEntry entry = fixture.mirrors(SDIST, file, FakeUpstream.status(status));
    fixture.upstream().at("/" + SDIST + "?sig=new", FakeUpstream.gives(file));
    fixture.index().moves(entry, fixture.upstream().url("/" + SDIST + "?sig=new"));

    assertThat(Http.get(fixture.service(), entry.path()).body()).isEqualTo(file);
    assertThat(fixture.index().refreshed()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(ints = {404, 410, 451})
  void aFileThatIsRefusedForGoodIsNotThereAndItsPageIsLookedAt(int status) throws Exception {
    FileEntry entry = fixture.mirrors(SDIST, file, FakeUpstream.status(status));

    Http.Response response = Http.get(fixture.service(), entry.path());

    assertThat(response.status()).isEqualTo(404);
    assertThat(response.header("cache-control")).isEqualTo("no-store");
    assertThat(response.text())
        .contains("has no " + SDIST + " any more: it answered " + status + ".");
    assertThat(fixture.index().refusedForGood()).containsExactly(entry.url());
    assertThat(fixture.upstream().requests("/" + SDIST)).hasSize(1);
  }

  @Test
  void whatASourceAnswersWhereSomethingIsMissingIsARefusalForGood() throws Exception {
    FileEntry entry = fixture.mirrors(SDIST, file, FakeUpstream.status(403));
    assertThat(Http.get(fixture.service(), entry.path()).status()).isEqualTo(502);
    assertThat(fixture.index().refusedForGood()).isEmpty();

    FileEntry other = fixture.mirrors("other-1.0.tar.gz", file, FakeUpstream.status(403));
    String reach = other.reach().replaceFirst("}$", ",\"missingStatus\":[403]}");
    fixture.index().shows(other.withReach(reach));
    assertThat(Http.get(fixture.service(), other.path()).status()).isEqualTo(404);
    assertThat(fixture.index().refusedForGood()).containsExactly(other.url());
  }

  @Test
  void aFileThatIsGoneAlsoByItsNewLinkIsNotThere() throws Exception {
    FileEntry entry = fixture.mirrors(SDIST, file, FakeUpstream.status(403));
    String moved = fixture.upstream().url("/" + SDIST + "?sig=new");
    fixture.upstream().at("/" + SDIST + "?sig=new", FakeUpstream.status(404));
    fixture.index().moves(entry, moved);

    assertThat(Http.get(fixture.service(), entry.path()).status()).isEqualTo(404);
    assertThat(fixture.upstream().requests("/" + SDIST + "?sig=new")).hasSize(1);
    assertThat(fixture.index().refusedForGood()).containsExactly(moved);
  }

  private FileEntry blind(FakeUpstream.Behaviour behaviour, String hash) {
    FileEntry entry = fixture.mirrors(SDIST, file, behaviour).withoutDigest().withoutSize();
    fixture.index().shows(entry.withReach(entry.reach() + ",\"hash\":\"" + hash + "\""));
    return entry;
  }

  private List<Found> found(FileEntry entry) {
    return fixture.redis().found().stream().filter(f -> f.key().equals(entry.key())).toList();
  }
}
