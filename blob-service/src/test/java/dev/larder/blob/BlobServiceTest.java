package dev.larder.blob;

import static org.assertj.core.api.Assertions.assertThat;

import dev.larder.blob.testing.Await;
import dev.larder.blob.testing.FakeUpstream;
import dev.larder.blob.testing.FileEntry;
import dev.larder.blob.testing.Fixture;
import dev.larder.blob.testing.Http;
import dev.larder.blob.testing.ServiceProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The service as the process that it is. */
class BlobServiceTest {
  @TempDir Path unused;
  @TempDir Path cache;
  private Fixture fixture;

  @BeforeEach
  void start() throws Exception {
    fixture = Fixture.start(unused);
  }

  @AfterEach
  void stop() throws Exception {
    fixture.close();
  }

  private ServiceProcess process(String... options) throws Exception {
    return ServiceProcess.start(fixture.index(), fixture.redis(), fixture.s3(), cache, options);
  }

  private List<String> cached() throws Exception {
    try (Stream<Path> files = Files.list(cache)) {
      return files.map(f -> f.getFileName().toString()).toList();
    }
  }

  @Test
  void killedInTheMiddleOfAFileItStartsAgainWithoutTraces() throws Exception {
    byte[] file = Fixture.fresh(1_000_000);
    FileEntry entry =
        fixture.mirrors(
            "demo-1.0.tar.gz",
            file,
            FakeUpstream.inTurn(
                FakeUpstream.waits(file, 500_000, new CountDownLatch(1)),
                FakeUpstream.gives(file)));
    try (ServiceProcess service = process();
        Http http = new Http(service.port())) {
      http.send("GET", entry.path());
      http.some(100_000);
      assertThat(cached()).singleElement().asString().startsWith("tmp-");
    }

    try (ServiceProcess service = process()) {
      assertThat(cached()).isEmpty();
      assertThat(Http.request(service.port(), "GET", entry.path()).body()).isEqualTo(file);
      Await.until(() -> cached().equals(List.of(entry.cached())));
    }
  }

  /** The file is three times as large as the heap, and so is what is on its way to each client. */
  @Test
  void largeFilesTakeNoMemoryColdOrWarm() throws Exception {
    byte[] file = Fixture.fresh(100_000_000);
    FileEntry entry = fixture.mirrors("demo-1.0.tar.gz", file, FakeUpstream.gives(file));
    try (ServiceProcess service =
            process("-Xmx32m", "-XX:MaxDirectMemorySize=16m", "-XX:+UseSerialGC");
        ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
      for (String state : List.of("cold", "warm")) {
        List<Future<Boolean>> asked = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
          asked.add(clients.submit(() -> isRight(service, entry, file)));
        }
        for (Future<Boolean> right : asked) {
          assertThat(right.get()).as(state).isTrue();
        }
      }
      Await.until(() -> fixture.s3().holds("cache/" + entry.sha256()));
    }
    assertThat(fixture.upstream().requests("/demo-1.0.tar.gz")).hasSize(1);
  }

  private static boolean isRight(ServiceProcess service, FileEntry entry, byte[] file)
      throws Exception {
    try (Http http = new Http(service.port())) {
      http.send("GET", entry.path());
      while (!http.headerLine().isEmpty()) {
        // until the body begins
      }
      for (int from = 0; from < file.length; from += 1_000_000) {
        byte[] piece = http.some(Math.min(1_000_000, file.length - from));
        if (!Arrays.equals(piece, Arrays.copyOfRange(file, from, from + piece.length))
            || piece.length == 0) {
          return false;
        }
      }
      return true;
    }
  }
}
