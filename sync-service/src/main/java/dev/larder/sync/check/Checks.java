package dev.larder.sync.check;

import dev.larder.sync.look.Look;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Checks upstreams, each within a time. */
@Singleton
final class Checks {
  private final IndexCheck index;

  Checks(IndexCheck index) {
    this.index = index;
  }

  /** Whether what the look would ask is an upstream. */
  Verdict check(Look look, Duration patience) throws InterruptedException {
    FutureTask<Verdict> checking =
        new FutureTask<>(
            () ->
                look.url().getScheme().equalsIgnoreCase("file")
                    ? FolderCheck.check(look)
                    : index.check(look));
    Thread.ofVirtual().name("check").start(checking);
    try {
      return checking.get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      return new Verdict.Unreachable(
          "%s did not answer within %d s".formatted(look.url(), patience.toSeconds()));
    } catch (ExecutionException e) {
      throw new IllegalStateException("The check of " + look.url() + " failed", e.getCause());
    } finally {
      checking.cancel(true);
    }
  }
}
