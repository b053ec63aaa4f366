package dev.larder.stack.supervision;

import dev.larder.stack.Console;
import dev.larder.stack.Refusal;
import dev.larder.stack.folder.DataFolder;
import dev.larder.stack.part.Launch;
import dev.larder.stack.part.Part;
import java.io.File;
import java.io.IOException;
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

  /** What keeps a part that ran from being started (a full disk, no process left) may pass. */
  private static final Duration AGAIN = Duration.ofSeconds(1);

  private final Part part;
  private final DataFolder data;
  private final RunFiles run;
  private final Console console;
  private final CountDownLatch stopping;
  private final CompletableFuture<Void> readiness = new CompletableFuture<>();
  private Optional<Identity> running = Optional.empty();

  Keeper(Part part, DataFolder data, Console console, CountDownLatch stopping) {
    this.part = part;
    this.data = data;
    this.run = new RunFiles(data.run());
    this.console = console;
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
              } catch (Exception e) {
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
    run.ended(part.name());
  }

  private void keep(CompletableFuture<Void> worthAsking) throws Exception {
    Backoff backoff = new Backoff();
    boolean back = false;
    while (!stopped(Duration.ZERO)) {
      Instant started = Instant.now();
      Optional<Process> process;
      try {
        process = spawn(part.prepare());
      } catch (IOException e) {
        if (!readiness.isDone()) {
          throw e;
        }
        Duration wait = backoff.after(started, Instant.now()).plus(AGAIN);
        console.say(
            "%s can't be started: %s; trying again in %s"
                .formatted(part.title(), e.getMessage(), seconds(wait.toMillis())));
        stopped(wait);
        continue;
      }
      if (process.isEmpty()) {
        return;
      }
      awaitReady(process.get(), started, back, worthAsking);
      int code = process.get().waitFor();
      if (stopped(Duration.ZERO)) {
        return;
      }
      run.ended(part.name());
      Duration wait = backoff.after(started, Instant.now());
      if (!readiness.isDone() && backoff.deaths() >= DEATHS_BEFORE_READY) {
        throw new Refusal(
            "%s can't be started (it ended with code %d %d times); its log: %s"
                .formatted(part.title(), code, backoff.deaths(), data.log(part.name())));
      }
      console.say(
          "%s ended (code %d); starting it again%s"
              .formatted(
                  part.title(), code, wait.isZero() ? "" : " in " + seconds(wait.toMillis())));
      back = true;
      stopped(wait);
    }
  }

  private synchronized Optional<Process> spawn(Launch launch) throws IOException {
    // Under the same lock as stop(): nothing is started that nobody would end.
    if (stopped(Duration.ZERO)) {
      return Optional.empty();
    }
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
    running.ifPresent(identity -> run.started(part, identity));
    return Optional.of(process);
  }

  private void awaitReady(
      Process process, Instant started, boolean back, CompletableFuture<Void> worthAsking) {
    boolean told = false;
    while (process.isAlive() && !stopped(Duration.ZERO)) {
      long millis = Duration.between(started, Instant.now()).toMillis();
      if (worthAsking.isDone() && part.ready()) {
        console.say(
            "%-15s%-7s%s".formatted(part.title(), back ? "back" : "ready", seconds(millis)));
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

  private void fail(Exception e) {
    String reason =
        e instanceof Refusal
            ? e.getMessage()
            : "%s can't be started: %s".formatted(part.title(), e);
    if (readiness.isDone()) {
      console.say(reason);
    } else {
      readiness.completeExceptionally(new Refusal(reason));
    }
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
