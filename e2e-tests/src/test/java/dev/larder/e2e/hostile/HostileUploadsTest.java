package dev.larder.e2e.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.larder.e2e.server.House;
import dev.larder.e2e.server.Http;
import dev.larder.e2e.server.SharedHouse;
import dev.larder.e2e.upload.UploadForm;
import dev.larder.e2e.wheel.Distribution;
import dev.larder.e2e.wheel.Package;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Thousands of uploads that mean harm. {@code -Dlarder.hostile=10000} says how many, {@code
 * -Dlarder.hostile.seed=} which.
 */
@Order(52)
@ExtendWith(SharedHouse.class)
class HostileUploadsTest {
  private static final int COUNT = Integer.getInteger("larder.hostile", 1_000);
  private static final long SEED = Long.getLong("larder.hostile.seed", 20_260_801);
  private static final int CLIENTS = 4;
  private static final int GOOD = 21;

  /** What the service has warmed up with before its memory is looked at. */
  private static final int WARM_UP = Math.min(400, COUNT / 2);

  private static final long GROWTH = 24L << 20;
  private static final Pattern USED = Pattern.compile("(?m)^ *(?!Metaspace|class).*, used (\\d+)K");

  private final House house;
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final HostileUploads uploads = new HostileUploads(SEED);
  private final Map<String, Set<String>> taken = new ConcurrentHashMap<>();
  private final Queue<String> wrong = new ConcurrentLinkedQueue<>();
  private final Map<Integer, AtomicInteger> statuses = new ConcurrentHashMap<>();

  HostileUploadsTest(House house) {
    this.house = house;
  }

  private int send(HostileUpload upload) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(house.larder().uploadUrl()))
            .timeout(Duration.ofMinutes(2))
            .header("Authorization", UploadForm.basic(house.token()))
            .header("Content-Type", upload.type())
            .POST(BodyPublishers.ofByteArray(upload.body()))
            .build();
    HttpResponse<String> answer =
        patiently(() -> http.send(request, BodyHandlers.ofString())).answer();
    int status = answer.statusCode();
    if (status >= 500 || (status != 200 && (status < 400 || answer.body().lines().count() != 1))) {
      wrong.add("%s: %d %s".formatted(upload.what(), status, answer.body()));
    }
    if (status == 200 && upload.bad()) {
      wrong.add(upload.what() + " was taken");
    }
    return status;
  }

  /** An answer and the milliseconds that it took. */
  private record Timed(HttpResponse<String> answer, double millis) {}

  /** Comes back where a quick machine sends more in a minute than a token may. */
  private static Timed patiently(Callable<HttpResponse<String>> upload) throws Exception {
    while (true) {
      long begun = System.nanoTime();
      HttpResponse<String> answer = upload.call();
      if (answer.statusCode() != 429) {
        return new Timed(answer, (System.nanoTime() - begun) / 1e6);
      }
      Thread.sleep(Duration.ofSeconds(answer.headers().firstValueAsLong("Retry-After").orElse(1)));
    }
  }

  private Void upload(int number) throws Exception {
    HostileUpload upload = uploads.number(number);
    int status = send(upload);
    statuses.computeIfAbsent(status, s -> new AtomicInteger()).incrementAndGet();
    if (status == 200) {
      taken
          .computeIfAbsent(upload.project(), project -> ConcurrentHashMap.newKeySet())
          .add(upload.filename());
    }
    return null;
  }

  private void upload(int from, int to) throws Exception {
    List<Callable<Void>> all =
        IntStream.range(from, to).mapToObj(i -> (Callable<Void>) () -> upload(i)).toList();
    try (var threads = Executors.newFixedThreadPool(CLIENTS)) {
      for (Future<Void> done : threads.invokeAll(all)) {
        done.get();
      }
    }
  }

  /** Bytes in use on the heap of upload-service when all garbage is gone. */
  private long heap() throws IOException, InterruptedException {
    long pid = house.larder().parts().get("upload-service").pid();
    String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
    run(jcmd, String.valueOf(pid), "GC.run");
    String info = run(jcmd, String.valueOf(pid), "GC.heap_info");
    long used = USED.matcher(info).results().mapToLong(m -> Long.parseLong(m.group(1))).sum() << 10;
    assertThat(used).as(info).isPositive();
    return used;
  }

  /** Milliseconds that a good upload takes, the median of some. */
  private double goodUploads(String project) throws Exception {
    double[] times = new double[GOOD];
    for (int i = 0; i < GOOD; i++) {
      Distribution good = Package.of(project, "1." + i).wheel(house.newFolder());
      Timed upload =
          patiently(() -> UploadForm.send(house.larder().uploadUrl(), house.token(), good));
      assertThat(upload.answer().statusCode()).as(upload.answer().body()).isEqualTo(200);
      times[i] = upload.millis();
    }
    Arrays.sort(times);
    return times[GOOD / 2];
  }

  private static String run(String... command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(out).isZero();
    return out;
  }

  private Map<String, Set<String>> listed() {
    var listed = new HashMap<String, Set<String>>();
    for (int i = 0; i < HostileUploads.PROJECTS; i++) {
      String project = HostileUploads.project(i);
      HttpResponse<String> page =
          Http.get(
              house.larder().indexUrl() + project + "/",
              "Accept",
              "application/vnd.pypi.simple.v1+json");
      if (page.statusCode() == 200) {
        var names = new HashSet<String>();
        for (JsonNode file : Http.json(page).path("files")) {
          names.add(file.path("filename").asText());
        }
        listed.put(project, names);
      } else {
        assertThat(page.statusCode()).isEqualTo(404);
      }
    }
    return listed;
  }

  @Test
  void hostileUploadsAreRefusedInALineAndLeaveNothingBehind() throws Exception {
    upload(0, WARM_UP);
    double timeBefore = goodUploads("before-the-hostile");
    long before = heap();

    upload(WARM_UP, COUNT);

    long growth = heap() - before;
    double time = goodUploads("beside-the-hostile");
    System.out.printf(
        "%d hostile uploads: %s; heap of upload-service %+d KiB from %d KiB;"
            + " a good upload takes %.1f ms, %.2f times what it took before%n",
        COUNT, statuses, growth >> 10, before >> 10, time, time / timeBefore);
    assertThat(wrong).isEmpty();
    assertThat(listed()).isEqualTo(taken);
    assertThat(growth).isLessThan(GROWTH);
    Distribution good = Package.of("after-the-hostile", "1.0").wheel(house.newFolder());
    Timed upload =
        patiently(() -> UploadForm.send(house.larder().uploadUrl(), house.token(), good));
    assertThat(upload.answer().statusCode()).isEqualTo(200);
    assertThat(Http.get(house.larder().indexUrl() + "after-the-hostile/").body())
        .contains(good.sha256());
  }
}
