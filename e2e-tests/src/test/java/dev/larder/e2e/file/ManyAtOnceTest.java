package dev.larder.e2e.file;

import static org.assertj.core.api.Assertions.assertThat;

import dev.larder.e2e.server.Fixture;
import dev.larder.e2e.server.Http;
import dev.larder.e2e.server.Part;
import dev.larder.e2e.server.SharedFixture;
import dev.larder.e2e.upstream.UpstreamFile;
import dev.larder.e2e.wheel.Distribution;
import dev.larder.e2e.wheel.Package;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Many clients that want the same large file, which nobody has seen before, at the same moment. */
@Order(60)
@ExtendWith(SharedFixture.class)
class ManyAtOnceTest {
  private static final int CLIENTS = 32;
  private static final long SIZE = 200L << 20;
  private final Fixture fixture;

  ManyAtOnceTest(Fixture fixture) {
    this.fixture = fixture;
  }

  @Test
  void eachGetsTheRightBytesTheUpstreamIsAskedOnceAndMemoryStaysSmall() throws Exception {
    Distribution wheel = Package.of("large", "1.0").padded(SIZE).wheel(fixture.newFolder());
    UpstreamFile file = fixture.upstream().publish(wheel);
    assertThat(Http.get(fixture.larder().indexUrl() + "large/").body()).contains(wheel.sha256());
    String url =
        "%s/main/packages/%s/%s"
            .formatted(fixture.larder().url(), wheel.sha256(), wheel.filename());
    Map<String, Part> parts = fixture.larder().parts();
    Map<String, Long> before = resident(parts);
    Map<String, Long> most = new HashMap<>(before);

    List<Http.Got> got = new ArrayList<>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var start = new CountDownLatch(1);
      List<Future<Http.Got>> downloads = new ArrayList<>();
      for (int i = 0; i < CLIENTS; i++) {
        downloads.add(
            threads.submit(
                () -> {
                  start.await();
                  return Http.download(url);
                }));
      }
      start.countDown();
      for (Future<Http.Got> download : downloads) {
        while (!download.isDone()) {
          resident(parts).forEach((part, bytes) -> most.merge(part, bytes, Math::max));
          TimeUnit.MILLISECONDS.sleep(200);
        }
        got.add(download.get());
      }
    }

    assertThat(got).hasSize(CLIENTS).containsOnly(new Http.Got(200, wheel.size(), wheel.sha256()));
    assertThat(fixture.upstream().gets(file.path())).isEqualTo(1);
    before.forEach(
        (part, bytes) -> {
          System.out.printf("%s: %d MB, at most %d MB%n", part, bytes >> 20, most.get(part) >> 20);
          assertThat(most.get(part) - bytes)
              .as("growth of %s while a file of %d bytes passed", part, SIZE)
              .isLessThan(SIZE);
        });
    assertThat(parts).as("nobody had to be started again").isEqualTo(fixture.larder().parts());
  }

  private static Map<String, Long> resident(Map<String, Part> parts) {
    Map<String, Long> resident = new HashMap<>();
    parts.forEach((name, part) -> resident.put(name, part.residentBytes()));
    return resident;
  }
}
