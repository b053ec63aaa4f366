package dev.larder.blob.document;

import dev.larder.blob.fill.FillFailure;
import dev.larder.service.flight.SingleFlight;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * Who asks for what is just being sought shares what is found. Thread-safe.
 *
 * @param <K> what is sought
 */
public final class Searches<K> {
  private final SingleFlight<K, Optional<Document>> running =
      new SingleFlight<>(
          (found, callers) -> found.ifPresent(document -> document.hold(callers - 1)));

  /** How something is sought. */
  public interface How {
    Optional<Document> seek() throws FillFailure;
  }

  /**
   * Seeks something, or waits for who is seeking it; to be closed.
   *
   * @throws FillFailure when it can't be had now
   */
  public Optional<Document> find(K what, How how) throws FillFailure {
    try {
      return running.join(what, () -> sought(how)).join();
    } catch (CompletionException e) {
      switch (e.getCause()) {
        case FillFailure failure -> throw failure;
        case RuntimeException failure -> throw failure;
        case null, default -> throw e;
      }
    }
  }

  private static CompletableFuture<Optional<Document>> sought(How how) {
    try {
      return CompletableFuture.completedFuture(how.seek());
    } catch (FillFailure e) {
      return CompletableFuture.failedFuture(e);
    }
  }
}
