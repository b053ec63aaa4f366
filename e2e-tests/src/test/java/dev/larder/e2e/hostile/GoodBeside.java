package dev.larder.e2e.hostile;

import dev.larder.e2e.server.Fixture;
import dev.larder.e2e.server.Http;
import dev.larder.e2e.wheel.Distribution;
import dev.larder.e2e.wheel.Package;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Reads new projects of a good upstream, which must go as if nothing else was read. */
final class GoodBeside implements AutoCloseable {
  private static final long BETWEEN_MILLIS = 200;

  private final Fixture fixture;
  private final ConcurrentLinkedQueue<String> wrong = new ConcurrentLinkedQueue<>();
  private final ConcurrentLinkedQueue<Double> times = new ConcurrentLinkedQueue<>();
  private final CountDownLatch end = new CountDownLatch(1);
  private final Thread reader;

  /** Reads until it is closed. */
  GoodBeside(Fixture fixture) {
    this.fixture = fixture;
    reader = Thread.ofPlatform().start(this::readOn);
  }

  /** Milliseconds for a page and a file, the median of so many new projects. */
  static double median(Fixture fixture, int projects) throws IOException {
    var some = new ArrayList<Double>();
    for (int i = 0; i < projects; i++) {
      long begun = System.nanoTime();
      String why = read(fixture, "good-before-" + System.nanoTime());
      some.add((System.nanoTime() - begun) / 1e6);
      if (!why.isEmpty()) {
        throw new AssertionError(why);
      }
    }
    return median(some);
  }

  /** The same while so many others read new good projects too: what the machine itself costs. */
  static double medianAmong(Fixture fixture, int projects, int others) throws Exception {
    var enough = new CountDownLatch(1);
    try (var threads = Executors.newFixedThreadPool(others)) {
      var reading = new ArrayList<Future<?>>();
      for (int i = 0; i < others; i++) {
        String name = "good-among-" + i + "-";
        reading.add(
            threads.submit(
                () -> {
                  for (int j = 0; enough.getCount() > 0; j++) {
                    read(fixture, name + j);
                  }
                  return null;
                }));
      }
      double median = median(fixture, projects);
      enough.countDown();
      for (Future<?> reader : reading) {
        reader.get();
      }
      return median;
    } finally {
      enough.countDown();
    }
  }

  /** What was not as it is without others. */
  List<String> wrong() {
    return List.copyOf(wrong);
  }

  /** How many projects were read. */
  int projects() {
    return times.size();
  }

  /** Milliseconds for a page and a file, the median of all. */
  double median() {
    return median(List.copyOf(times));
  }

  private static double median(List<Double> some) {
    return some.stream().sorted().toList().get(some.size() / 2);
  }

  private void readOn() {
    try {
      for (int i = 0; !end.await(BETWEEN_MILLIS, TimeUnit.MILLISECONDS); i++) {
        long begun = System.nanoTime();
        String why = read(fixture, "good-beside-" + i);
        times.add((System.nanoTime() - begun) / 1e6);
        if (!why.isEmpty()) {
          wrong.add(why);
        }
      }
    } catch (IOException | RuntimeException e) {
      wrong.add("a good project: " + e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** What is wrong, or nothing. */
  private static String read(Fixture fixture, String name) throws IOException {
    Distribution file = fixture.publish(Package.of(name, "1.0")).distribution();
    HttpResponse<String> page = Http.get(fixture.larder().indexUrl() + name + "/");
    if (page.statusCode() != 200 || !page.body().contains(file.sha256())) {
      return "the page of %s: %d %s".formatted(name, page.statusCode(), page.body());
    }
    Http.Got got =
        Http.download(
            "%s/packages/%s/%s".formatted(fixture.larder().url(), file.sha256(), file.filename()));
    return got.status() == 200 && got.sha256().equals(file.sha256())
        ? ""
        : "the file of %s: %s".formatted(name, got);
  }

  @Override
  public void close() throws InterruptedException {
    end.countDown();
    reader.join();
  }
}
