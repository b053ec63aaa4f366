package dev.larder.blob.fill;

import static org.assertj.core.api.Assertions.assertThat;

import dev.larder.blob.testing.Await;
import dev.larder.blob.testing.FakeUpstream;
import dev.larder.blob.testing.FileEntry;
import dev.larder.blob.testing.Fixture;
import dev.larder.blob.testing.Http;
import java.io.IOException;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CacheBoundTest {
  private static final long BOUND = 5_000_000;

  @TempDir Path cache;

  @Test
  void theDiskCacheIsNotOverItsBoundHoweverManyColdFilesAreUnderWay() throws Exception {
    CountDownLatch gate = new CountDownLatch(1);
    try (Fixture fixture = Fixture.start(cache, "larder.cache.size", Long.toString(BOUND));
        ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Boolean>> asked = new ArrayList<>();
      for (int i = 0; i < 40; i++) {
        byte[] file = Fixture.fresh(400_000 + 10_000 * i);
        String name = "demo-" + i + ".0.tar.gz";
        FileEntry entry = fixture.mirrors(name, file, FakeUpstream.waits(file, 350_000, gate));
        asked.add(
            clients.submit(
                () -> Arrays.equals(Http.get(fixture.service(), entry.path()).body(), file)));
        Await.until(() -> !fixture.upstream().requests("/" + name).isEmpty());
      }

      Await.until(() -> onDisk() > BOUND / 2);
      assertThat(onDisk()).isLessThanOrEqualTo(BOUND);

      gate.countDown();
      for (Future<Boolean> right : asked) {
        assertThat(right.get()).isTrue();
      }
      Await.until(() -> fixture.service().isIdle());
      assertThat(onDisk()).isBetween(1L, BOUND);
    }
  }

  private long onDisk() throws IOException {
    long size = 0;
    try (Stream<Path> files = Files.list(cache)) {
      for (Path path : files.toList()) {
        size += Files.size(path);
      }
    }
    return size;
  }
}
