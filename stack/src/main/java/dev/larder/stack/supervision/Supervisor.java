package dev.larder.stack.supervision;

import dev.larder.stack.console.Console;
import dev.larder.stack.console.Refusal;
import dev.larder.stack.folder.DataFolder;
import dev.larder.stack.part.Part;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Starts all parts side by side, each after those it needs, and keeps each alive until stopped. */
public final class Supervisor {
  private static final long LOG_BYTES = 10L << 20;
  private static final Duration LOG_CHECK = Duration.ofSeconds(10);

  private final List<Part> parts;
  private final Map<String, Keeper> keepers;
  private final DataFolder data;
  private final CountDownLatch stopping = new CountDownLatch(1);
  private final CompletableFuture<Void> outcome = new CompletableFuture<>();

  /**
   * @param parts with names of their own
   * @param console where progress and deaths are told
   * @param restarts where deaths are counted
   */
  public Supervisor(List<Part> parts, DataFolder data, Console console, Restarts restarts) {
    this.parts = List.copyOf(parts);
    this.data = data;
    this.keepers =
        parts.stream()
            .map(part -> new Keeper(part, data, console, restarts, stopping))
            .collect(Collectors.toMap(Keeper::name, Function.identity()));
  }

  /** Starts everything and returns at once. */
  public void start() {
    for (Part part : parts) {
      keepers.get(part.name()).start(all(part.needs()), all(part.askedAfter()));
      readiness(part.name())
          .whenComplete(
              (ready, failure) -> {
                if (failure != null) {
                  outcome.completeExceptionally(failure);
                }
              });
    }
    all(parts.stream().map(Part::name).toList()).thenRun(() -> outcome.complete(null));
    Thread.ofVirtual().name("logs").start(this::boundLogs);
  }

  /**
   * Done when every part has been ready once; failed with a {@link Refusal} when one can't be
   * started, or dies over and over before it was ready.
   */
  public CompletableFuture<Void> outcome() {
    return outcome;
  }

  /** Done when this part has been ready once. */
  public CompletableFuture<Void> readiness(String part) {
    return keepers.get(part).readiness();
  }

  private CompletableFuture<Void> all(Collection<String> names) {
    return CompletableFuture.allOf(
        names.stream().map(this::readiness).toArray(CompletableFuture<?>[]::new));
  }

  /** Ends all parts in order and returns when they are gone. */
  public void stop() {
    stopping.countDown();
    for (List<Part> wave : StopOrder.of(parts)) {
      List<Thread> threads =
          wave.stream()
              .map(part -> Thread.ofVirtual().start(keepers.get(part.name())::stop))
              .toList();
      for (Thread thread : threads) {
        try {
          thread.join();
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
        }
      }
    }
  }

  private void boundLogs() {
    LogRotation rotation = new LogRotation(LOG_BYTES);
    try {
      while (!stopping.await(LOG_CHECK.toMillis(), TimeUnit.MILLISECONDS)) {
        try {
          rotation.rotate(data.at("logs"));
        } catch (IOException | UncheckedIOException e) {
          // Looked at again soon; a log that can't be bounded must not end the stack.
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
