package dev.larder.stack.supervision;

import dev.larder.stack.console.Console;
import dev.larder.stack.console.Refusal;
import dev.larder.stack.folder.DataFolder;
import dev.larder.stack.part.Launch;
import dev.larder.stack.part.Part;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Starts one part, and again whenever it dies. */
final class Keeper {
  private static final Duration POLL = Duration.ofMillis(100);
  private static final Duration TAKES_LONG = Duration.ofMinutes(3);
  private static final int DEATHS_BEFORE_READY = 4;

  /** How much longer than after a death it is waited after a start that failed. */
  private static final Duration AGAIN = Duration.ofSeconds(1);

  private final Part part;
  private final DataFolder data;
  private final RunFiles run;
  private final Console console;
  private final CountDownLatch stopping;
  private final Restarts restarts;
  private final Disk disk;
  private final CompletableFuture<Void> readiness = new CompletableFuture<>();
  private Optional<Identity> running = Optional.empty();

  Keeper(Part part, DataFolder data, Console console, Restarts restarts, CountDownLatch stopping) {
    this.part = part;
    this.data = data;
    this.run = new RunFiles(data.run());
    this.console = console;
    this.restarts = restarts;
    this.disk = new Disk(data.root());
    this.stopping = stopping;
  }

  String name() {
    return part.name();
  }

  CompletableFuture<Void> readiness() {
    return readiness;
  }

  void start(CompletableFuture<Void> needs, CompletableFuture<Void> worthAsking) {
    Thread.ofVirtual()
        .name(part.name())
        .start(
            () -> {
              try {
                needs.join();
                keep(worthAsking);
              } catch (CompletionException e) {
                // What it needs has failed, and says so itself.
              } catch (Exception | OutOfMemoryError e) {
                fail(e);
              }
            });
  }

  /** Ends the process for good; the stack must be stopping. */
  void stop() {
    Optional<Identity> process;
    synchronized (this) {
      process = running;
    }
    process.ifPresent(identity -> Ending.end(part, identity));
    forget();
  }

  private void keep(CompletableFuture<Void> worthAsking) throws Exception {
    Backoff backoff = new Backoff();
    boolean back = false;
    while (!stopped(Duration.ZERO)) {
      Instant started = Instant.now();
      try {
        Optional<Process> process = spawn(part.prepare());
        if (process.isEmpty()) {
          return;
        }
        awaitReady(process.get(), started, back, worthAsking);
        back = true;
        int code = process.get().waitFor();
        if (stopped(Duration.ZERO)) {
          return;
        }
        ended(code, backoff, started);
      } catch (Exception | OutOfMemoryError e) {
        if (!readiness.isDone()) {
          throw e;
        }
        notStarted(e, backoff, started);
      }
    }
  }

  private void ended(int code, Backoff backoff, Instant started) {
    Instant now = Instant.now();
    Failure failure = Failure.ofEnd(part, code, disk);
    restarts.ended(part.name(), now, failure.reason());
    forget();
    Duration wait = backoff.after(started, now);
    if (!readiness.isDone() && backoff.deaths() >= DEATHS_BEFORE_READY) {
      throw new Refusal(
          "%s can't be started (it %s, %d times); its log: %s"
              .formatted(part.title(), failure.words(), backoff.deaths(), data.log(part.name())));
    }
    console.say(
        "%s %s; starting it again%s"
            .formatted(
                part.title(),
                failure.words(),
                wait.isZero() ? "" : " in " + seconds(wait.toMillis())));
    stopped(wait);
  }

  /** Whatever it was that went wrong may pass: a full disk, no process or memory left. */
  private void notStarted(Throwable cause, Backoff backoff, Instant started) {
    Instant now = Instant.now();
    Failure failure = Failure.ofStart(cause, disk);
    restarts.notStarted(part.name(), now, failure.reason());
    Duration wait = backoff.after(started, now).plus(AGAIN);
    console.say(
        "%s %s; trying again in %s"
            .formatted(part.title(), failure.words(), seconds(wait.toMillis())));
    stopped(wait);
  }

  /** The mark of a process that is gone does no harm where it can't be taken away. */
  private void forget() {
    try {
      run.ended(part.name());
    } catch (UncheckedIOException e) {
      console.say("%s: %s".formatted(part.title(), e.getMessage()));
    }
  }

  private synchronized Optional<Process> spawn(Launch launch) throws IOException {
    // Under the same lock as stop(): nothing is started that nobody would end.
    if (stopped(Duration.ZERO)) {
      return Optional.empty();
    }
    // None but after an error in here: two at once must never be.
    running.ifPresent(identity -> Ending.end(part, identity));
    List<String> command = new ArrayList<>();
    command.add("setsid");
    command.addAll(launch.command());
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(launch.folder().toFile())
            .redirectErrorStream(true)
            .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
            .redirectOutput(ProcessBuilder.Redirect.appendTo(data.log(part.name()).toFile()));
    Environment.clean(builder.environment());
    builder.environment().putAll(launch.environment());
    Process process = builder.start();
    running = Identity.of(process.pid());
    try {
      running.ifPresent(identity -> run.started(part, identity));
    } catch (UncheckedIOException e) {
      // Nothing runs that nobody could find and end later.
      running.ifPresent(identity -> Ending.end(part, identity));
      throw e;
    }
    return Optional.of(process);
  }

  private void awaitReady(
      Process process, Instant started, boolean back, CompletableFuture<Void> worthAsking) {
    boolean told = false;
    while (process.isAlive() && !stopped(Duration.ZERO)) {
      long millis = Duration.between(started, Instant.now()).toMillis();
      if (worthAsking.isDone() && isReady()) {
        console.say(
            "%-15s%-7s%s".formatted(part.title(), back ? "back" : "ready", seconds(millis)));
        restarts.ready(part.name());
        readiness.complete(null);
        return;
      }
      if (!told && millis > TAKES_LONG.toMillis()) {
        told = true;
        console.say(
            "%s is not ready after %s; its log: %s"
                .formatted(part.title(), seconds(millis), data.log(part.name())));
      }
      stopped(POLL);
    }
  }

  private boolean isReady() {
    try {
      return part.ready();
    } catch (RuntimeException e) {
      return false;
    }
  }

  private void fail(Throwable e) {
    readiness.completeExceptionally(
        e instanceof Refusal
            ? e
            : new Refusal(part.title() + " " + Failure.ofStart(e, disk).words()));
  }

  private boolean stopped(Duration within) {
    try {
      return stopping.await(within.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    }
  }

  private static String seconds(long millis) {
    return String.format(Locale.ROOT, "%.1f s", millis / 1000.0);
  }
}
