package dev.larder.blob.fill;

import static org.assertj.core.api.Assertions.assertThat;

import dev.larder.blob.testing.Await;
import dev.larder.blob.testing.FakeUpstream;
import dev.larder.blob.testing.FileEntry;
import dev.larder.blob.testing.Fixture;
import dev.larder.blob.testing.Http;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ColdFileTest {
  @TempDir Path cache;
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

  @Test
  void aColdFileComesFromTheUpstreamAndIsKeptOnDiskAndInS3() throws Exception {
    byte[] file = Fixture.fresh(3_000_000);
    FileEntry entry = fixture.mirrors("demo-1.0.tar.gz", file, FakeUpstream.gives(file));

    Http.Response response = get(entry);

    assertThat(response.status()).isEqualTo(200);
    assertThat(response.end()).isEqualTo(Http.End.CLEAN);
    assertThat(response.body()).isEqualTo(file);
    assertThat(response.headers())
        .containsEntry("content-length", "3000000")
        .containsEntry("content-type", "application/octet-stream")
        .containsEntry("etag", '"' + entry.sha256() + '"')
        .containsEntry("last-modified", "Fri, 1 Mar 2019 10:20:30 GMT")
        .containsEntry("accept-ranges", "bytes")
        .containsEntry("cache-control", "public, max-age=31536000, immutable")
        .containsEntry("x-content-type-options", "nosniff")
        .doesNotContainKeys("content-encoding", "transfer-encoding", "larder-body");
    Await.until(() -> fixture.s3().holds("cache/" + entry.sha256()));
    assertThat(fixture.s3().get("cache/" + entry.sha256())).isEqualTo(file);
    assertThat(fixture.service().cached()).containsExactly(entry.cached());
  }

  @Test
  void aSecondReaderIsServedFromDiskWithTheUpstreamGone() throws Exception {
    byte[] file = Fixture.fresh(300_000);
    FileEntry entry = fixture.mirrors("demo-1.0.tar.gz", file, FakeUpstream.gives(file));
    get(entry);
    Await.until(() -> fixture.service().cached().equals(List.of(entry.cached())));
    fixture.upstream().close();

    assertThat(get(entry).body()).isEqualTo(file);
  }

  @Test
  void thirtyTwoClientsAtOnceAskTheUpstreamOnce() throws Exception {
    byte[] file = Fixture.fresh(5_000_000);
    CountDownLatch gate = new CountDownLatch(1);
    FileEntry entry =
        fixture.mirrors("demo-1.0.tar.gz", file, FakeUpstream.waits(file, 1_000_000, gate));

    List<Http.Response> responses = new ArrayList<>();
    try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Http.Response>> asked = new ArrayList<>();
      for (int i = 0; i < 32; i++) {
        asked.add(clients.submit(() -> get(entry)));
      }
      Await.until(() -> fixture.index().asked() >= 1);
      gate.countDown();
      for (Future<Http.Response> response : asked) {
        responses.add(response.get());
      }
    }

    assertThat(responses)
        .hasSize(32)
        .allSatisfy(r -> assertThat(r.end()).isEqualTo(Http.End.CLEAN))
        .allSatisfy(r -> assertThat(Arrays.equals(r.body(), file)).isTrue());
    assertThat(fixture.upstream().requests("/demo-1.0.tar.gz")).hasSize(1);
  }

  @Test
  void aLatecomerJoinsInTheMiddleAndTheTailIsWithheldUntilAllOfItIsThere() throws Exception {
    byte[] file = Fixture.fresh(2_000_000);
    CountDownLatch gate = new CountDownLatch(1);
    FileEntry entry =
        fixture.mirrors("demo-1.0.tar.gz", file, FakeUpstream.waits(file, 1_000_000, gate));
    try (Http first = new Http(fixture.service().port());
        Http second = new Http(fixture.service().port())) {
      first.send("GET", entry.path());
      readHead(first);
      byte[] early = first.some(900_000);
      second.send("GET", entry.path());
      readHead(second);
      byte[] late = second.some(900_000);
      gate.countDown();

      assertThat(early).isEqualTo(Arrays.copyOf(file, 900_000));
      assertThat(late).isEqualTo(early);
      byte[] rest = Arrays.copyOfRange(file, 900_000, file.length);
      assertThat(first.some(1_100_000)).isEqualTo(rest);
      assertThat(second.some(1_100_000)).isEqualTo(rest);
    }
    assertThat(fixture.upstream().requests("/demo-1.0.tar.gz")).hasSize(1);
  }

  private static void readHead(Http http) throws Exception {
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      head.append((char) http.some(1)[0]);
    }
    assertThat(head.toString()).startsWith("HTTP/1.1 200");
  }

  @Test
  void theDownloadGoesOnWhenItsFirstClientLeaves() throws Exception {
    byte[] file = Fixture.fresh(2_000_000);
    CountDownLatch gate = new CountDownLatch(1);
    FileEntry entry =
        fixture.mirrors("demo-1.0.tar.gz", file, FakeUpstream.waits(file, 1_000_000, gate));
    try (Http second = new Http(fixture.service().port())) {
      try (Http first = new Http(fixture.service().port())) {
        first.send("GET", entry.path());
        readHead(first);
        second.send("GET", entry.path());
        readHead(second);
      }
      gate.countDown();

      assertThat(second.some(2_000_000)).isEqualTo(file);
    }
    assertThat(fixture.upstream().requests("/demo-1.0.tar.gz")).hasSize(1);
  }

  @Test
  void credentialsGoToTheirHostAloneAlsoAfterARedirect() throws Exception {
    byte[] file = Fixture.fresh(60_000);
    try (FakeUpstream elsewhere = new FakeUpstream()) {
      elsewhere.at("/there", FakeUpstream.gives(file));
      FileEntry entry =
          fixture.mirrors("demo-1.0.tar.gz", file, FakeUpstream.redirects(elsewhere.url("/there")));
      fixture
          .index()
          .shows(entry.withAuthorization("Basic Zm9vOmJhcg==").mayLeadTo(elsewhere.url("")));

      assertThat(get(entry).body()).isEqualTo(file);
      assertThat(fixture.upstream().requests("/demo-1.0.tar.gz").getFirst().headers())
          .containsEntry("authorization", "Basic Zm9vOmJhcg==");
      assertThat(elsewhere.requests("/there").getFirst().headers())
          .doesNotContainKey("authorization");
    }
  }

  @Test
  void aFileOfAFolderIsReadFromDisk(@TempDir Path folder) throws Exception {
    byte[] file = Fixture.fresh(200_000);
    Path path = folder.resolve("demo 1.tar.gz");
    Files.write(path, file);
    FileEntry entry = FileEntry.mirrored("demo-1.0.tar.gz", file, path.toUri().toString());
    fixture.index().shows(entry);

    assertThat(get(entry).body()).isEqualTo(file);
  }

  @Test
  void aFileWithoutALengthComesInChunksAndIsCheckedAllTheSame() throws Exception {
    byte[] file = Fixture.fresh(300_000);
    FileEntry entry =
        fixture.mirrors("demo-1.0.tar.gz", file, FakeUpstream.givesChunked(file)).withoutSize();
    fixture.index().shows(entry);

    Http.Response response = get(entry);

    assertThat(response.body()).isEqualTo(file);
    assertThat(response.end()).isEqualTo(Http.End.CLEAN);
  }

  @Test
  void headOfAColdFileAsksNobodyForItsBytes() throws Exception {
    byte[] file = Fixture.fresh(60_000);
    FileEntry entry = fixture.mirrors("demo-1.0.tar.gz", file, FakeUpstream.gives(file));

    Http.Response response = Http.head(fixture.service(), entry.path());

    assertThat(response.status()).isEqualTo(200);
    assertThat(response.headers())
        .containsEntry("content-length", "60000")
        .containsEntry("accept-ranges", "bytes")
        .containsEntry("etag", '"' + entry.sha256() + '"');
    assertThat(fixture.upstream().requests("/demo-1.0.tar.gz")).isEmpty();
  }
}
