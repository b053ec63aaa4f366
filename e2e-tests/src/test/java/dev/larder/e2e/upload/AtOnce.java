package dev.larder.e2e.upload;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Things that begin together. */
final class AtOnce {
  private AtOnce() {}

  /** Does all of them, none before all are ready to; what each gave, in their order. */
  static <T> List<T> all(List<Callable<T>> things) throws Exception {
    var ready = new CountDownLatch(things.size());
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<T>> begun = new ArrayList<>();
      for (Callable<T> thing : things) {
        begun.add(
            threads.submit(
                () -> {
                  ready.countDown();
                  ready.await();
                  return thing.call();
                }));
      }
      List<T> results = new ArrayList<>();
      for (Future<T> future : begun) {
        results.add(future.get());
      }
      return results;
    }
  }
}
