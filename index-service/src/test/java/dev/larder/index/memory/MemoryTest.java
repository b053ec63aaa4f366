package dev.larder.index.memory;

import static dev.larder.index.FakeSync.page;
import static dev.larder.index.ListedFiles.file;
import static org.assertj.core.api.Assertions.assertThat;

import dev.larder.index.Fixture;
import dev.larder.index.ListedFiles;
import dev.larder.index.database.Database;
import dev.larder.index.page.Contents;
import dev.larder.index.page.Pages;
import dev.larder.index.page.SnapshotLookup.RepositorySnapshot;
import dev.larder.index.repository.Repositories;
import dev.larder.index.repository.Repository;
import dev.larder.index.snapshot.Moment;
import dev.larder.index.snapshot.SnapshotName;
import dev.larder.packaging.ProjectName;
import dev.larder.service.caller.Caller;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** However many ask, no more bytes are under way than the budget. */
class MemoryTest {
  private static final long BUDGET = 8 << 20;
  private static final int FILES = 1_000;
  private static Fixture fixture;
  private static Memory memory;

  @BeforeAll
  static void open() {
    fixture = Fixture.with(Map.of("larder.memory.bytes", BUDGET));
    memory = fixture.bean(Memory.class);
    ListedFiles[] files =
        IntStream.range(0, FILES)
            .mapToObj(i -> file("large-1.%d.tar.gz".formatted(i)))
            .toArray(ListedFiles[]::new);
    fixture.sync.answer("pypi", "large", page("\"1\"", files));
    fixture.sync.answer("pypi", "small", page("\"1\"", file("small-1.0.tar.gz")));
    assertThat(fixture.files("large")).hasSize(FILES);
    assertThat(fixture.files("small")).hasSize(1);
  }

  @AfterAll
  static void close() {
    fixture.close();
  }

  private static List<Integer> atOnce(int times, Callable<HttpResponse<?>> request)
      throws Exception {
    List<Integer> statuses = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<HttpResponse<?>>> all =
          IntStream.range(0, times).mapToObj(i -> threads.submit(request)).toList();
      for (Future<HttpResponse<?>> each : all) {
        HttpResponse<?> response = each.get();
        statuses.add(response.statusCode());
        if (response.statusCode() == 503) {
          assertThat(response.headers().firstValue("Retry-After")).isPresent();
        }
      }
    }
    return statuses;
  }

  private static void assertEverythingWasGivenBack() {
    Fixture.waitUntil(() -> memory.used() == 0);
  }

  @Test
  void manyWhoAskForALargePageAtOnceWaitForEachOther() throws Exception {
    Set<Integer> statuses =
        new HashSet<>(
            atOnce(40, () -> fixture.bytes("/simple/large/", "Larder-From", "192.0.2.1")));
    assertThat(statuses).containsOnly(200);
    assertEverythingWasGivenBack();
  }

  @Test
  void everyKindOfAnswerGivesBackWhatItTook() throws Exception {
    String etag = fixture.get("/simple/large/").headers().firstValue("ETag").orElseThrow();
    assertThat(fixture.get("/simple/large/", "If-None-Match", etag).statusCode()).isEqualTo(304);
    assertThat(fixture.head("/simple/large/").statusCode()).isEqualTo(200);
    assertThat(fixture.get("/pypi/large/json").statusCode()).isEqualTo(200);
    assertThat(fixture.get("/pypi/large/9.0/json").statusCode()).isEqualTo(404);
    assertThat(fixture.head("/pypi/large/json").statusCode()).isEqualTo(200);
    assertThat(fixture.get("/simple/").statusCode()).isEqualTo(200);
    assertThat(
            fixture
                .postXml(
                    "/pypi",
                    "<methodCall><methodName>list_packages_with_serial</methodName></methodCall>")
                .statusCode())
        .isEqualTo(200);
    assertThat(fixture.call("GET", "/packages/large", null).statusCode()).isEqualTo(200);
    assertThat(fixture.get("/integrity/large/1.0/large-1.0.tar.gz/provenance").statusCode())
        .isEqualTo(404);
    assertEverythingWasGivenBack();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/simple/large/", "/2021-01-01/simple/large/", "/pypi/large/json"})
  void headersAloneNeedNoPageAndAreCompleteOnceItWasMade(String path) {
    String[] gzip = {"Accept-Encoding", "gzip", "Larder-Base", "https://host.example/" + path};
    HttpResponse<String> before = fixture.head(path, gzip);
    assertThat(before.statusCode()).isEqualTo(200);
    assertThat(before.headers().map())
        .containsKeys("content-type", "content-encoding", "cache-control", "vary")
        .doesNotContainKeys("etag");
    HttpResponse<byte[]> page = fixture.bytes(path, gzip);
    HttpResponse<String> after = fixture.head(path, gzip);
    assertThat(after.headers().firstValueAsLong("Content-Length")).hasValue(page.body().length);
    for (String name : List.of("ETag", "Content-Type", "Cache-Control")) {
      assertThat(after.headers().firstValue(name))
          .isPresent()
          .isEqualTo(page.headers().firstValue(name));
    }
    fixture.publish("other-1.%d.tar.gz".formatted(path.length()), "other", path);
    assertThat(fixture.head(path, gzip).headers().firstValue("ETag"))
        .isEqualTo(page.headers().firstValue("ETag"));
  }

  @Test
  void aPageThatGrewSinceItWasFoundTakesWhatItIsNow() {
    Pages pages = fixture.bean(Pages.class);
    Repository root =
        fixture
            .bean(Database.class)
            .read(() -> fixture.bean(Repositories.class).named("").orElseThrow());
    fixture.publish("growing-0.tar.gz", "growing", "0");
    Contents.There there =
        (Contents.There)
            pages.find(
                new Caller.Anonymous(),
                new RepositorySnapshot(root, new SnapshotName.Latest(), Moment.LATEST),
                ProjectName.of("growing"));
    for (int i = 1; i < 10; i++) {
      fixture.publish("growing-%d.tar.gz".formatted(i), "growing", Integer.toString(i));
    }
    long taken =
        pages.make(
            there,
            0,
            (page, share) -> {
              try (share) {
                return share.bytes();
              }
            });
    assertThat(there.weight().files()).isEqualTo(1);
    assertThat(taken).isGreaterThan(9 * there.weight().bytes());
    assertEverythingWasGivenBack();
  }

  @Test
  void whoReadsNoFurtherHoldsWhatIsLeftAndWhoGoesAwayNothing() throws Exception {
    List<Socket> readers = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      readers.add(reader());
    }
    Fixture.waitUntil(() -> memory.used() > 0);
    assertThat(fixture.get("/simple/small/").statusCode()).isEqualTo(200);
    for (Socket reader : readers) {
      reader.close();
    }
    assertEverythingWasGivenBack();
  }

  @Test
  void aPageThatNoRequestCanHaveIsRefusedInWordsAndOthersGoOn() {
    ListedFiles[] files =
        IntStream.range(0, 5_000)
            .mapToObj(
                i ->
                    file("huge-1.%d.tar.gz".formatted(i))
                        .with("url", "https://files.example/" + "x".repeat(1_000) + i))
            .toArray(ListedFiles[]::new);
    fixture.sync.answer("pypi", "huge", page("\"1\"", files));
    HttpResponse<String> answer = fixture.get("/simple/huge/");
    assertThat(answer.statusCode()).isEqualTo(502);
    assertThat(answer.body()).contains("huge").contains("too large").hasLineCount(1);
    assertThat(fixture.get("/simple/small/").statusCode()).isEqualTo(200);
    assertEverythingWasGivenBack();
  }

  /** Reads the beginning of a large page. */
  private static Socket reader() throws IOException {
    Socket socket = new Socket("127.0.0.1", fixture.uri("/").getPort());
    socket.setReceiveBufferSize(4096);
    socket
        .getOutputStream()
        .write(
            "GET /pypi/large/json HTTP/1.1\r\nHost: h\r\nLarder-Secret: %s\r\n\r\n"
                .formatted(Fixture.SECRET)
                .getBytes(StandardCharsets.US_ASCII));
    InputStream answer = socket.getInputStream();
    assertThat(new String(answer.readNBytes(15), StandardCharsets.US_ASCII))
        .isEqualTo("HTTP/1.1 200 OK");
    return socket;
  }
}
