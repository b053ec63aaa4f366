package dev.larder.e2e.operation;

import dev.larder.e2e.server.Fixture;
import dev.larder.e2e.upload.UploadForm;
import dev.larder.e2e.wheel.Distribution;
import dev.larder.e2e.wheel.Package;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Some clients upload all the time, each file of a project of its own, and some of it wrong; what
 * they were told is remembered.
 */
final class UploadStorm implements AutoCloseable {
  private static final int CLIENTS = 3;
  private static final int LONGEST_PAUSE_MILLIS = 400;
  private static final int TWO_PARTS = 6 << 20;
  private static final int SMALL = 300_000;

  /** An upload and the answer that left open what became of it. */
  record Open(Distribution file, String answer) {}

  private final Fixture fixture;
  private final long seed;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final CountDownLatch end = new CountDownLatch(1);
  private final Queue<Distribution> accepted = new ConcurrentLinkedQueue<>();
  private final Queue<Distribution> refused = new ConcurrentLinkedQueue<>();
  private final Queue<Open> open = new ConcurrentLinkedQueue<>();
  private final Queue<String> wrong = new ConcurrentLinkedQueue<>();
  private final Map<String, AtomicInteger> answers = new ConcurrentHashMap<>();
  private final AtomicInteger begun = new AtomicInteger();

  UploadStorm(Fixture fixture, long seed) {
    this.fixture = fixture;
    this.seed = seed;
    for (int client = 0; client < CLIENTS; client++) {
      int number = client;
      threads.submit(() -> repeat(number));
    }
  }

  /** Told to have been taken. */
  List<Distribution> accepted() {
    return List.copyOf(accepted);
  }

  /** Told that they weren't taken. */
  List<Distribution> refused() {
    return List.copyOf(refused);
  }

  /** Those whose answer was lost, and says so. */
  List<Open> open() {
    return List.copyOf(open);
  }

  /** What no failing part excuses. */
  List<String> wrong() {
    return List.copyOf(wrong);
  }

  /** How many uploads have begun. */
  int begun() {
    return begun.get();
  }

  @Override
  public void close() {
    end.countDown();
    threads.close();
  }

  @Override
  public String toString() {
    return "%d uploads taken, %d refused, %d left open; answers %s"
        .formatted(accepted.size(), refused.size(), open.size(), new TreeMap<>(answers));
  }

  private void repeat(int client) {
    var random = new SplittableRandom(seed * CLIENTS + client);
    try {
      for (int number = 0;
          !end.await(random.nextInt(LONGEST_PAUSE_MILLIS), TimeUnit.MILLISECONDS);
          number++) {
        try {
          upload("storm-%d-%d-%d".formatted(seed, client, number), random);
        } catch (RuntimeException | AssertionError e) {
          wrong.add(e.toString());
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void upload(String project, SplittableRandom random) {
    int padding = random.nextInt(8) == 0 ? TWO_PARTS : random.nextInt(SMALL);
    Package made = Package.of(project, "1.0").padded(padding);
    Distribution file = made.wheel(fixture.newFolder());
    switch (random.nextInt(12)) {
      case 0 -> {
        upload(withWrongDigest(file), fixture.token(), false);
        refused.add(file);
      }
      case 1 -> {
        upload(file, fixture.token(), true);
        if (accepted.contains(file)) {
          upload(made.saying("other bytes").wheel(fixture.newFolder()), fixture.token(), false);
        }
      }
      case 2 -> {
        upload(file, fixture.token(), true);
        upload(file, fixture.token(), true);
      }
      default -> upload(file, fixture.token(), true);
    }
  }

  private static Distribution withWrongDigest(Distribution file) {
    return new Distribution(
        file.path(),
        file.project(),
        file.version(),
        "0".repeat(64),
        file.size(),
        file.metadata(),
        file.requiresPython());
  }

  private void upload(Distribution file, String token, boolean good) {
    begun.incrementAndGet();
    HttpResponse<String> response;
    try {
      response = UploadForm.send(fixture.larder().uploadUrl(), token, file);
    } catch (IOException e) {
      wrong.add("the gateway answered nothing: " + e);
      return;
    }
    String answer = response.statusCode() + " " + response.body().strip();
    answers
        .computeIfAbsent(answer.replaceAll("'.*'", "'…'"), any -> new AtomicInteger())
        .incrementAndGet();
    if (response.statusCode() == 200) {
      accepted.add(file);
      if (!good) {
        wrong.add("taken, though it was wrong: " + file);
      }
    } else if (good && response.statusCode() < 500) {
      wrong.add("a good upload was answered by " + answer);
    } else if (good && leavesOpen(answer)) {
      open.add(new Open(file, answer));
    } else if (open.stream().noneMatch(each -> each.file().equals(file))) {
      // what was left open once may be there, whatever it is answered later
      refused.add(file);
    }
  }

  /** Who died may have done it before. */
  private static boolean leavesOpen(String answer) {
    return answer.contains("may have");
  }
}
