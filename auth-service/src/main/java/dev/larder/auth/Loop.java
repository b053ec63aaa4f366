package dev.larder.auth;

import java.time.Duration;
import java.util.function.Supplier;

/** Background work in turns: each turn says how long to rest before the next. Ends when closed. */
public final class Loop implements AutoCloseable {

  private final Thread thread;

  public Loop(String name, Supplier<Duration> turn) {
    this.thread = Thread.ofVirtual().name(name).unstarted(() -> run(turn));
  }

  public void start() {
    thread.start();
  }

  private static void run(Supplier<Duration> turn) {
    while (!Thread.currentThread().isInterrupted()) {
      try {
        Thread.sleep(turn.get());
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  @Override
  public void close() {
    thread.interrupt();
  }
}
