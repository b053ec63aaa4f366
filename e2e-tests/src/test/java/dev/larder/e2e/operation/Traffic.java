package dev.larder.e2e.operation;

import dev.larder.e2e.client.Installation;
import dev.larder.e2e.client.Installer;
import dev.larder.e2e.server.Fixture;
import dev.larder.e2e.server.Http;
import dev.larder.e2e.upload.UploadForm;
import dev.larder.e2e.wheel.Distribution;
import dev.larder.e2e.wheel.Package;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Installs and uploads all the time, and remembers what was promised and what was broken. */
final class Traffic implements AutoCloseable {
  // without a pause the clients alone would keep the machine busy
  private static final long BETWEEN_REQUESTS_MILLIS = 250;
  private static final long BETWEEN_INSTALLS_MILLIS = 1500;
  private static final long PADDING = 200_000;

  private final Fixture fixture;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final CountDownLatch end = new CountDownLatch(1);
  private final List<Distribution> accepted = new CopyOnWriteArrayList<>();
  private final List<String> wrong = new CopyOnWriteArrayList<>();
  private final AtomicInteger downloads = new AtomicInteger();
  private final AtomicInteger installs = new AtomicInteger();
  private final AtomicInteger failed = new AtomicInteger();

  Traffic(Fixture fixture) {
    this.fixture = fixture;
    threads.submit(() -> repeat(BETWEEN_REQUESTS_MILLIS, this::upload));
    threads.submit(() -> repeat(BETWEEN_REQUESTS_MILLIS, this::download));
    threads.submit(() -> repeat(BETWEEN_INSTALLS_MILLIS, this::install));
  }

  /** The uploads that were answered with 200. */
  List<Distribution> accepted() {
    return accepted;
  }

  /** What no failing part excuses: wrong bytes, an accepted file that a page doesn't list. */
  List<String> wrong() {
    return wrong;
  }

  /** Whether all three kinds of requests have succeeded since. */
  boolean goesOnAfter(Mark mark) {
    return accepted.size() > mark.uploads()
        && downloads.get() > mark.downloads()
        && installs.get() > mark.installs();
  }

  /** How far the traffic is. */
  record Mark(int uploads, int downloads, int installs) {}

  Mark mark() {
    return new Mark(accepted.size(), downloads.get(), installs.get());
  }

  @Override
  public void close() {
    end.countDown();
    threads.close();
  }

  @Override
  public String toString() {
    return "%d uploads, %d downloads and %d installs succeeded, %d failed"
        .formatted(accepted.size(), downloads.get(), installs.get(), failed.get());
  }

  private interface Step {
    void go(int round) throws IOException;
  }

  private void repeat(long between, Step step) {
    try {
      for (int round = 0; !end.await(between, TimeUnit.MILLISECONDS); round++) {
        try {
          step.go(round);
        } catch (IOException | UncheckedIOException broken) {
          failed.incrementAndGet();
        } catch (RuntimeException | AssertionError e) {
          wrong.add(e.toString());
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void upload(int round) throws IOException {
    Distribution file =
        Package.of("storm-upload", "1." + round).padded(PADDING).wheel(fixture.newFolder());
    HttpResponse<String> response =
        UploadForm.send(fixture.larder().uploadUrl(), fixture.token(), file);
    if (response.statusCode() == 200) {
      accepted.add(file);
    } else {
      failed.incrementAndGet();
    }
  }

  private void download(int round) throws IOException {
    Distribution cold =
        fixture.publish(Package.of("storm-cold-" + round, "1.0").padded(PADDING)).distribution();
    if (isListed(cold)) {
      downloadRight(cold);
    }
    if (!accepted.isEmpty()) {
      Distribution known = accepted.getLast();
      if (isListed(known)) {
        downloadRight(known);
      }
    }
  }

  private boolean isListed(Distribution file) {
    HttpResponse<String> page = Http.get(fixture.larder().indexUrl() + file.project() + "/");
    if (page.statusCode() == 200 && !page.body().contains(file.sha256())) {
      wrong.add("a page without " + file.filename());
    }
    if (page.statusCode() == 404) {
      wrong.add("a page that is said not to exist: " + file.project());
    }
    return page.statusCode() == 200;
  }

  private void downloadRight(Distribution file) throws IOException {
    Http.Got got =
        Http.download(
            "%s/packages/%s/%s".formatted(fixture.larder().url(), file.sha256(), file.filename()));
    if (got.status() != 200) {
      failed.incrementAndGet();
    } else if (got.sha256().equals(file.sha256())) {
      downloads.incrementAndGet();
    } else {
      wrong.add("wrong bytes of " + file.filename());
    }
  }

  private void install(int round) {
    Package made = Package.of("storm-pip-" + round, "1.0");
    fixture.publish(made);
    Installation installed =
        Installer.PIP_26.install(fixture.folder(), fixture.larder().indexUrl(), made.name());
    if (!installed.succeeded()) {
      failed.incrementAndGet();
    } else if (installed.says(made).equals(made.says())) {
      installs.incrementAndGet();
    } else {
      wrong.add("pip said that it had installed " + made.name() + ": " + installed.says(made));
    }
  }
}
