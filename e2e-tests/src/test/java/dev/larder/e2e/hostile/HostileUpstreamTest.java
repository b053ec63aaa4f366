package dev.larder.e2e.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.larder.e2e.hostile.upstream.Facts;
import dev.larder.e2e.hostile.upstream.HostileReaders;
import dev.larder.e2e.hostile.upstream.HostileUpstream;
import dev.larder.e2e.server.Fixture;
import dev.larder.e2e.server.Http;
import dev.larder.e2e.server.Part;
import dev.larder.e2e.server.SharedFixture;
import dev.larder.e2e.upload.UploadForm;
import dev.larder.e2e.wheel.Distribution;
import dev.larder.e2e.wheel.Package;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Upstreams that say anything. {@code -Dlarder.hostile=10000} says how many projects, {@code
 * -Dlarder.hostile.seed=} and {@code -Dlarder.hostile.first=} which; {@code
 * -Dlarder.hostile.uploads=10000} sends as many hostile uploads meanwhile, while {@value
 * #PAGE_READERS} clients read all pages.
 */
@Order(58)
@ExtendWith(SharedFixture.class)
class HostileUpstreamTest {
  private static final int FIRST = Integer.getInteger("larder.hostile.first", 0);
  private static final int COUNT = Integer.getInteger("larder.hostile", 300);
  private static final int UPLOADS = Integer.getInteger("larder.hostile.uploads", 0);
  private static final long SEED = Long.getLong("larder.hostile.seed", 20_261_130);
  private static final int READERS = 30;
  private static final int PAGE_READERS = 8;

  /** At most so many warm the services up before their memory is looked at. */
  private static final int WARM_UP = 300;

  private static final long GROWTH = 32L << 20;
  private static final int MORE_FILES = 100;
  private static final List<String> SERVICES =
      List.of("gateway", "index-service", "blob-service", "sync-service", "upload-service");

  private final Fixture fixture;
  private final UploadAttack uploads;

  HostileUpstreamTest(Fixture fixture) {
    this.fixture = fixture;
    this.uploads = new UploadAttack(fixture, SEED);
  }

  /** The first project's number. */
  int first() {
    return FIRST;
  }

  /** How many projects. */
  int count() {
    return COUNT;
  }

  /** The names of sources, each with a repository. */
  List<String> upstreams() {
    return List.of("u0", "u1", "u2", "u3");
  }

  private void call(String path, String body) {
    HttpResponse<String> answer =
        Http.post(
            fixture.larder().url() + path,
            body,
            "Content-Type",
            "application/json",
            "Authorization",
            "Bearer " + fixture.larder().adminToken());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
  }

  private void mirror(HostileUpstream upstream) {
    for (String name : upstreams()) {
      call(
          "/__api__/v1/sources",
          "{\"name\":\"%s\",\"type\":\"pypi\",\"url\":\"%s\",\"check\":false}"
              .formatted(name, upstream.url(name)));
      call("/__api__/v1/repos", "{\"name\":\"%s\",\"sources\":[\"%s\"]}".formatted(name, name));
    }
  }

  /** A private file, read once so that it lies on every cache; and what an attacker aims at. */
  private Facts facts(HostileUpstream upstream) throws Exception {
    Distribution secret = Package.of("hostile-secret", "1.0").wheel(fixture.newFolder());
    assertThat(UploadForm.send(fixture.larder().uploadUrl(), fixture.token(), secret).statusCode())
        .isEqualTo(200);
    String own =
        "%s/packages/%s/%s".formatted(fixture.larder().url(), secret.sha256(), secret.filename());
    assertThat(Http.download(own).sha256()).isEqualTo(secret.sha256());
    Distribution other = fixture.publish(Package.of("hostile-other", "1.0")).distribution();
    assertThat(Http.get(fixture.larder().indexUrl() + "hostile-other/").statusCode())
        .isEqualTo(200);
    Http.download(
        "%s/packages/%s/%s".formatted(fixture.larder().url(), other.sha256(), other.filename()));
    String good = fixture.upstream().url();
    var facts =
        new Facts(
            secret.sha256(),
            other.sha256(),
            List.of(
                own,
                own.replace("localhost", "127.0.0.1"),
                good + "hostile-other/",
                good.replace("127.0.0.1", "localhost") + "hostile-other/",
                "http://127.0.0.1:1/x",
                "http://[::1]:1/x"));
    upstream.learn(facts);
    return facts;
  }

  /** What may not change: processes; and what may change a little: their heaps, their files. */
  private record State(Map<String, Long> processes, Map<String, Long> heaps, int files) {
    static State of(Fixture fixture) {
      Map<String, Long> processes = new TreeMap<>();
      Map<String, Long> heaps = new TreeMap<>();
      int files = 0;
      for (Part part : fixture.larder().parts().values()) {
        processes.put(part.name(), part.pid());
        if (SERVICES.contains(part.name())) {
          heaps.put(part.name(), part.heapBytes());
          files += part.openFiles();
        }
      }
      return new State(processes, heaps, files);
    }
  }

  /** Hostile uploads, and readers of all pages, until somebody says that it is enough. */
  private List<Future<?>> beside(
      ExecutorService threads, HostileReaders readers, CountDownLatch enough, AtomicInteger pages) {
    var begun = new ArrayList<Future<?>>();
    if (UPLOADS > 0) {
      begun.add(
          threads.submit(
              () -> {
                uploads.send(0, UPLOADS);
                return null;
              }));
      for (int i = 0; i < PAGE_READERS; i++) {
        begun.add(
            threads.submit(
                () -> {
                  while (enough.getCount() > 0) {
                    int number = ThreadLocalRandom.current().nextInt(count() + UPLOADS);
                    String page =
                        number < count()
                            ? readers.page(first() + number)
                            : fixture.larder().indexUrl() + HostileUploads.project(number) + "/";
                    assertThat(Http.get(page).statusCode()).as(page).isIn(200, 404, 502, 503, 504);
                    pages.incrementAndGet();
                  }
                }));
      }
    }
    return begun;
  }

  @Test
  void hostileUpstreamsStopNothingAndGetNobodysBytes() throws Exception {
    try (var upstream = new HostileUpstream(SEED);
        var threads = Executors.newCachedThreadPool()) {
      Facts facts = facts(upstream);
      mirror(upstream);
      var readers = new HostileReaders(fixture.larder().url(), upstreams(), upstream, facts);
      double alone = GoodBeside.median(fixture, 15);
      double amongGood = GoodBeside.medianAmong(fixture, 15, READERS);
      int warm = first() + Math.min(WARM_UP, count() / 3);
      readers.read(first(), warm, READERS);
      State before = State.of(fixture);
      var pages = new AtomicInteger();
      var good = new GoodBeside(fixture);
      try (good) {
        var enough = new CountDownLatch(1);
        List<Future<?>> beside = beside(threads, readers, enough, pages);
        readers.read(warm, first() + count(), READERS);
        if (!beside.isEmpty()) {
          beside.removeFirst().get();
        }
        enough.countDown();
        for (Future<?> reader : beside) {
          reader.get();
        }
      }
      State after = State.of(fixture);
      System.out.printf(
          "%d hostile projects in %d requests of Larder's: answers %s; %d uploads %s; %d pages"
              + " besides;%n%d good projects beside it, each %.1f ms: %.2f times what it"
              + " takes among as many readers of good ones, %.2f times what it takes alone;%nheaps in KiB before %s, after %s; open files %d, %d%n",
          count(),
          upstream.requests(),
          new TreeMap<>(readers.statuses()),
          UPLOADS,
          uploads.statuses(),
          pages.get(),
          good.projects(),
          good.median(),
          good.median() / amongGood,
          good.median() / alone,
          kib(before.heaps()),
          kib(after.heaps()),
          before.files(),
          after.files());
      assertThat(readers.wrong()).isEmpty();
      assertThat(uploads.wrong()).isEmpty();
      assertThat(good.wrong()).isEmpty();
      assertThat(after.processes()).isEqualTo(before.processes());
      after
          .heaps()
          .forEach(
              (name, heap) ->
                  assertThat(heap - before.heaps().get(name)).as(name).isLessThan(GROWTH));
      assertThat(after.files()).isLessThan(before.files() + MORE_FILES);
    }
  }

  private static Map<String, Long> kib(Map<String, Long> bytes) {
    var kib = new TreeMap<String, Long>();
    bytes.forEach((name, value) -> kib.put(name, value >> 10));
    return kib;
  }
}
