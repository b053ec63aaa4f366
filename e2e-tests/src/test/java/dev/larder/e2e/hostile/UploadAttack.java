package dev.larder.e2e.hostile;

import dev.larder.e2e.server.Fixture;
import dev.larder.e2e.upload.UploadForm;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
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
import java.util.stream.IntStream;

/** Sends hostile uploads and judges what they are answered with. */
final class UploadAttack {
  private static final int CLIENTS = 4;

  private final Fixture fixture;
  private final HostileUploads uploads;
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final Map<String, Set<String>> taken = new ConcurrentHashMap<>();
  private final Queue<String> wrong = new ConcurrentLinkedQueue<>();
  private final Map<Integer, AtomicInteger> statuses = new ConcurrentHashMap<>();

  UploadAttack(Fixture fixture, long seed) {
    this.fixture = fixture;
    this.uploads = new HostileUploads(seed);
  }

  /** What was taken, by projects. */
  Map<String, Set<String>> taken() {
    return taken;
  }

  /** What was not as it must be, a line each. */
  List<String> wrong() {
    return List.copyOf(wrong);
  }

  Map<Integer, AtomicInteger> statuses() {
    return statuses;
  }

  /** Sends the uploads of these numbers. */
  void send(int from, int to) throws Exception {
    List<Callable<Void>> all =
        IntStream.range(from, to).mapToObj(i -> (Callable<Void>) () -> send(i)).toList();
    try (var threads = Executors.newFixedThreadPool(CLIENTS)) {
      for (Future<Void> done : threads.invokeAll(all)) {
        done.get();
      }
    }
  }

  private Void send(int number) throws Exception {
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

  private int send(HostileUpload upload) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(fixture.larder().uploadUrl()))
            .timeout(Duration.ofMinutes(2))
            .header("Authorization", UploadForm.basic(fixture.token()))
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
  record Timed(HttpResponse<String> answer, double millis) {}

  /**
   * Comes back where a quick machine sends more in a minute than a token may, and where it is told
   * that there was no room now.
   */
  static Timed patiently(Callable<HttpResponse<String>> upload) throws Exception {
    while (true) {
      long begun = System.nanoTime();
      HttpResponse<String> answer = upload.call();
      boolean busy =
          answer.statusCode() == 503 && answer.headers().map().containsKey("retry-after");
      if (answer.statusCode() != 429 && !busy) {
        return new Timed(answer, (System.nanoTime() - begun) / 1e6);
      }
      Thread.sleep(Duration.ofSeconds(answer.headers().firstValueAsLong("Retry-After").orElse(1)));
    }
  }
}
