package dev.larder.blob.upstream;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import okhttp3.Call;
import okhttp3.Response;

/**
 * Bounds the time until an answer's headers are there, redirects included. A read time-out alone
 * doesn't: it begins anew with each byte, and headers may drip.
 */
final class HeadersTimeout {
  private static final ScheduledThreadPoolExecutor TIMER =
      new ScheduledThreadPoolExecutor(1, Thread.ofPlatform().daemon().name("headers").factory());

  static {
    TIMER.setRemoveOnCancelPolicy(true);
  }

  private final Duration longest;

  HeadersTimeout(Duration longest) {
    this.longest = longest;
  }

  /**
   * The answer, whose body may take its time; to be closed.
   *
   * @throws SocketTimeoutException when it hadn't begun in time
   * @throws IOException when there is none
   */
  Response execute(Call call) throws IOException {
    AtomicBoolean decided = new AtomicBoolean();
    Future<?> timer =
        TIMER.schedule(
            () -> {
              if (decided.compareAndSet(false, true)) {
                call.cancel();
              }
            },
            longest.toMillis(),
            TimeUnit.MILLISECONDS);
    try {
      Response response = call.execute();
      if (!decided.compareAndSet(false, true)) {
        response.close();
        throw late();
      }
      return response;
    } catch (IOException e) {
      if (decided.compareAndSet(false, true) || e instanceof SocketTimeoutException) {
        throw e;
      }
      throw late();
    } finally {
      timer.cancel(false);
    }
  }

  private static SocketTimeoutException late() {
    return new SocketTimeoutException("no headers in time");
  }
}
