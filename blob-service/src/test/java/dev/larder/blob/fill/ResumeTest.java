package dev.larder.blob.fill;

import static org.assertj.core.api.Assertions.assertThat;

import dev.larder.blob.testing.Await;
import dev.larder.blob.testing.FakeUpstream;
import dev.larder.blob.testing.FileEntry;
import dev.larder.blob.testing.Fixture;
import dev.larder.blob.testing.Http;
import dev.larder.blob.testing.ResumableFile;
import dev.larder.blob.testing.Service;
import dev.larder.blob.testing.ServiceProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What came of a file before the service was killed isn't asked for again. */
class ResumeTest {
  private static final String SDIST = "demo-1.0.tar.gz";
  private static final int CAME = 7_000_000;

  @TempDir Path cache;
  @TempDir Path unused;
  private final byte[] file = Fixture.fresh(10_000_000);
  private Fixture fixture;

  @AfterEach
  void stop() throws Exception {
    fixture.close();
  }

  private long largest() throws IOException {
    long largest = 0;
    try (Stream<Path> files = Files.list(cache)) {
      for (Path path : files.toList()) {
        largest = Math.max(largest, size(path));
      }
    }
    return largest;
  }

  private static long size(Path path) throws IOException {
    try {
      return Files.size(path);
    } catch (NoSuchFileException e) {
      return 0;
    }
  }

  @Test
  void killedInTheMiddleOfAFileItGoesOnWithIt() throws Exception {
    fixture = Fixture.start(unused);
    ResumableFile upstream = new ResumableFile(file, "\"one\"", "ETag: \"one\"").silentAfter(CAME);
    FileEntry entry = fixture.mirrors(SDIST, file, upstream);
    try (ServiceProcess service =
            ServiceProcess.start(fixture.index(), fixture.redis(), fixture.s3(), cache);
        Http http = new Http(service.port())) {
      http.send("GET", entry.path());
      http.some(100_000);
      Await.until(() -> largest() == CAME);
    }
    upstream.speaks();

    try (ServiceProcess service =
        ServiceProcess.start(fixture.index(), fixture.redis(), fixture.s3(), cache)) {
      assertThat(Http.request(service.port(), "GET", entry.path()).body()).isEqualTo(file);
    }
    FakeUpstream.Request again = fixture.upstream().requests("/" + SDIST).getLast();
    assertThat(again.headers()).containsEntry("if-range", "\"one\"");
    assertThat(upstream.given()).isBetween((long) file.length, file.length + (64L << 10));
  }

  /** As a kill leaves it: a temporary file, and beside it whose it is. */
  private FileEntry cameInPart(byte[] came, String validator, FakeUpstream.Behaviour behaviour)
      throws Exception {
    FileEntry entry = FileEntry.mirrored(SDIST, file, "http://unused");
    Files.write(cache.resolve("tmp-1"), came);
    Files.writeString(cache.resolve("tmp-1.note"), entry.cached() + "\n" + validator + "\n");
    fixture = Fixture.start(cache);
    return fixture.mirrors(SDIST, file, behaviour);
  }

  private void assertComesWhole(FileEntry entry) throws Exception {
    assertThat(Http.get(fixture.service(), entry.path()).body()).isEqualTo(file);
    Await.until(() -> fixture.service().cached().equals(List.of(entry.cached())));
  }

  @Test
  void aDateIsAsGoodWhereThereIsNoTag() throws Exception {
    String date = "Mon, 02 Nov 2026 10:00:00 GMT";
    ResumableFile upstream = new ResumableFile(file, date);
    FileEntry entry = cameInPart(Arrays.copyOf(file, CAME), date, upstream);

    assertComesWhole(entry);
    assertThat(upstream.given()).isEqualTo(file.length - CAME + (64L << 10));
  }

  @Test
  void whatTheUpstreamHasAnewIsTakenWhole() throws Exception {
    ResumableFile upstream = new ResumableFile(file, "\"two\"", "ETag: \"two\"");
    FileEntry entry = cameInPart(new byte[CAME], "\"one\"", upstream);

    assertComesWhole(entry);
    assertThat(upstream.given()).isEqualTo(file.length);
  }

  @Test
  void anUpstreamThatGivesAnotherPartIsAskedForAllOfIt() throws Exception {
    FakeUpstream.Behaviour other = FakeUpstream.truncatesParts(file, 10, 20, 20);
    FileEntry entry =
        cameInPart(
            Arrays.copyOf(file, CAME),
            "\"one\"",
            FakeUpstream.inTurn(other, FakeUpstream.gives(file)));

    assertComesWhole(entry);
  }

  @Test
  void aBeginningThatIsWrongIsNeverServedWholeAndNotTakenTwice() throws Exception {
    ResumableFile upstream = new ResumableFile(file, "\"one\"", "ETag: \"one\"");
    FileEntry entry = cameInPart(new byte[CAME], "\"one\"", upstream);

    Http.Response broken = Http.get(fixture.service(), entry.path());
    assertThat(broken.status() == 200 && broken.end() == Http.End.CLEAN).isFalse();
    assertComesWhole(entry);
  }

  @Test
  void whatLiesInTheStoreIsTakenFromThere() throws Exception {
    ResumableFile upstream = new ResumableFile(file, "\"one\"", "ETag: \"one\"");
    FileEntry entry = cameInPart(Arrays.copyOf(file, CAME), "\"one\"", upstream);
    fixture.stores(entry, file);

    assertComesWhole(entry);
    assertThat(upstream.given()).isZero();
  }

  @Test
  void whatNothingIsKnownOfGoes() throws Exception {
    Files.write(cache.resolve("tmp-1"), new byte[CAME]);
    Files.writeString(cache.resolve("tmp-1.note"), "nonsense\n\"one\"\n");
    Files.writeString(cache.resolve("tmp-2.note"), "cut off");
    fixture = Fixture.start(cache);

    assertThat(fixture.service().cached()).isEmpty();
  }

  @Test
  void aPurgeTakesItToo() throws Exception {
    FileEntry entry = cameInPart(Arrays.copyOf(file, CAME), "\"one\"", FakeUpstream.gives(file));
    assertThat(fixture.service().cached()).hasSize(2);

    Http.Response purged =
        Http.request(
            fixture.service().port(),
            "DELETE",
            "/internal/cache/" + entry.key(),
            "Larder-Secret",
            Service.SECRET);
    assertThat(purged.status()).isEqualTo(204);
    assertThat(fixture.service().cached()).isEmpty();
  }
}
