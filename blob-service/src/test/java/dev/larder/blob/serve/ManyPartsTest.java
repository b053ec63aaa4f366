package dev.larder.blob.serve;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.larder.blob.testing.Await;
import dev.larder.blob.testing.FakeUpstream;
import dev.larder.blob.testing.FileEntry;
import dev.larder.blob.testing.Fixture;
import dev.larder.blob.testing.Http;
import dev.larder.blob.testing.ServiceProcess;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Parts are passed on in memory, so there may not be any number of them. */
class ManyPartsTest {
  private static final int CLIENTS = 60;

  @TempDir Path unused;
  @TempDir Path cache;
  private final CountDownLatch gate = new CountDownLatch(1);

  private FakeUpstream.Behaviour beginsAPart(byte[] file) {
    return (request, out) -> {
      if (!request.headers().containsKey("range")) {
        FakeUpstream.gives(file).answer(request, out);
        return;
      }
      String head =
          "HTTP/1.1 206 Partial Content\r\nConnection: close\r\nContent-Length: 100000\r\n"
              + "Content-Range: bytes 0-99999/%d\r\n\r\n".formatted(file.length);
      out.write(head.getBytes(ISO_8859_1));
      out.flush();
      gate.await();
      out.write(file, 0, 100_000);
    };
  }

  @Test
  void whoAsksForOneMoreOfABusySourceIsGivenItOfTheWholeFileAndOthersAreServed() throws Exception {
    byte[] file = Fixture.fresh(300_000);
    try (Fixture fixture = Fixture.start(unused);
        ServiceProcess service =
            ServiceProcess.start(
                fixture.index(),
                fixture.redis(),
                fixture.s3(),
                cache,
                "-Xmx32m",
                "-XX:+UseSerialGC");
        ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
      FileEntry busy = fixture.mirrors("busy-1.0.tar.gz", file, beginsAPart(file));
      FileEntry other = fixture.mirrors("other-1.0.tar.gz", file, FakeUpstream.gives(file));
      other = other.of(3, other.url());
      fixture.index().shows(other);
      List<Future<Http.Response>> asked = new ArrayList<>();
      for (int i = 0; i < CLIENTS; i++) {
        asked.add(clients.submit(() -> part(service, busy)));
      }
      Await.until(() -> asked.stream().anyMatch(Future::isDone));

      assertThat(part(service, other).body()).isEqualTo(Arrays.copyOf(file, 100_000));
      gate.countDown();
      for (Future<Http.Response> each : asked) {
        Http.Response response = each.get();
        assertThat(response.status()).isEqualTo(206);
        assertThat(response.body()).isEqualTo(Arrays.copyOf(file, 100_000));
      }
      assertThat(fixture.upstream().requests("/busy-1.0.tar.gz"))
          .filteredOn(request -> !request.headers().containsKey("range"))
          .hasSize(1);
      assertThat(fixture.upstream().requests("/busy-1.0.tar.gz")).hasSizeLessThan(CLIENTS);
    }
  }

  private static Http.Response part(ServiceProcess service, FileEntry entry) throws Exception {
    return Http.request(service.port(), "GET", entry.path(), "Range", "bytes=0-99999");
  }
}
