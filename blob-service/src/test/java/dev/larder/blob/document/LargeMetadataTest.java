package dev.larder.blob.document;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.larder.blob.testing.Bytes;
import dev.larder.blob.testing.FakeUpstream;
import dev.larder.blob.testing.FileEntry;
import dev.larder.blob.testing.Fixture;
import dev.larder.blob.testing.Http;
import dev.larder.blob.testing.ServiceProcess;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Metadata as large as it may be, asked for by many at once, of a service with a small heap. */
class LargeMetadataTest {
  private static final int FILES = 8;
  private static final int CLIENTS = 2;
  private static final int LARGEST = 8 << 20;
  private static final String[] HEAP = {
    "-Xmx96m", "-XX:MaxDirectMemorySize=64m", "-XX:+UseSerialGC", "-XX:+ExitOnOutOfMemoryError"
  };

  @TempDir Path unused;
  @TempDir Path cache;
  private Fixture fixture;
  private final Map<FileEntry, byte[]> files = new HashMap<>();

  @BeforeEach
  void start() throws Exception {
    fixture = Fixture.start(unused);
  }

  @AfterEach
  void stop() throws Exception {
    fixture.close();
  }

  private static String metadata(int number, int size) {
    String head = "Metadata-Version: 2.1\nName: demo\nVersion: %d\n\n".formatted(number);
    return head + "x".repeat(size - head.length());
  }

  private void aFile(int number, boolean promised) {
    String name = "demo-%d-py3-none-any.whl".formatted(number);
    byte[] metadata = metadata(number, LARGEST).getBytes(UTF_8);
    byte[] wheel = Bytes.wheel("demo-" + number, new String(metadata, UTF_8), 100 + number);
    FileEntry entry = fixture.mirrors(name, wheel, FakeUpstream.gives(wheel));
    if (promised) {
      entry = entry.withMetadata(null);
      fixture.index().shows(entry);
      fixture.upstream().at("/" + name + ".metadata", FakeUpstream.givesChunked(metadata));
    }
    files.put(entry, metadata);
  }

  @Test
  void doesNotEndItWhetherItIsTheUpstreamsOrTheWheels() throws Exception {
    for (int i = 0; i < FILES; i++) {
      aFile(i, i % 2 == 0);
    }
    try (ServiceProcess service =
            ServiceProcess.start(fixture.index(), fixture.redis(), fixture.s3(), cache, HEAP);
        ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Boolean>> asked = new ArrayList<>();
      for (int i = 0; i < CLIENTS; i++) {
        files.forEach(
            (entry, metadata) ->
                asked.add(clients.submit(() -> isRightOrRefused(service, entry, metadata))));
      }
      for (Future<Boolean> each : asked) {
        assertThat(each.get()).isTrue();
      }
      for (Map.Entry<FileEntry, byte[]> file : files.entrySet()) {
        assertThat(get(service, file.getKey()).body()).isEqualTo(file.getValue());
      }
    }
  }

  private static Http.Response get(ServiceProcess service, FileEntry entry) throws Exception {
    return Http.request(service.port(), "GET", entry.path() + ".metadata");
  }

  private static boolean isRightOrRefused(ServiceProcess service, FileEntry entry, byte[] metadata)
      throws Exception {
    Http.Response response = get(service, entry);
    return response.status() == 503
        ? "5".equals(response.header("retry-after"))
        : Bytes.sha256(response.body()).equals(Bytes.sha256(metadata));
  }

  @Test
  void norDoesAWheelWithHundredsOfThousandsOfFilesInIt() throws Exception {
    String metadata = metadata(1, 1000);
    byte[] wheel = Bytes.wheelWithEmptyFiles("demo-1", metadata, 300_000);
    FileEntry entry = fixture.mirrors("demo-1-py3-none-any.whl", wheel, FakeUpstream.gives(wheel));
    try (ServiceProcess service =
        ServiceProcess.start(fixture.index(), fixture.redis(), fixture.s3(), cache, HEAP)) {
      assertThat(get(service, entry).text()).isEqualTo(metadata);
    }
  }
}
