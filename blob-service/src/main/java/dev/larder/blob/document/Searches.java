package dev.larder.blob.document;

import dev.larder.blob.fill.FillFailure;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * Who asks for what is just being sought shares what is found. Thread-safe.
 *
 * @param <K> what is sought
 */
public final class Searches<K> {
  private final Map<K, Search> running = new HashMap<>();

  /** One search, and how many wait for it. */
  private static final class Search {
    final CompletableFuture<Optional<Document>> result = new CompletableFuture<>();
    int waiting = 1;
  }

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
    Search search;
    boolean mine;
    synchronized (running) {
      search = running.get(what);
      mine = search == null;
      if (mine) {
        search = new Search();
        running.put(what, search);
      } else {
        search.waiting++;
      }
    }
    if (mine) {
      run(what, search, how);
    }
    return answer(search);
  }

  private void run(K what, Search search, How how) {
    try {
      Optional<Document> found = how.seek();
      int waiting = end(what, search);
      found.ifPresent(document -> document.hold(waiting - 1));
      search.result.complete(found);
    } catch (FillFailure | RuntimeException | Error e) {
      end(what, search);
      search.result.completeExceptionally(e);
    }
  }

  /** Nobody joins it any more; answers how many have. */
  private int end(K what, Search search) {
    synchronized (running) {
      running.remove(what, search);
      return search.waiting;
    }
  }

  private static Optional<Document> answer(Search search) throws FillFailure {
    try {
      return search.result.join();
    } catch (CompletionException e) {
      switch (e.getCause()) {
        case FillFailure failure -> throw failure;
        case RuntimeException failure -> throw failure;
        case null, default -> throw e;
      }
    }
  }
}
