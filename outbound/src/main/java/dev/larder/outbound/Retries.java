package dev.larder.outbound;

import dev.failsafe.Failsafe;
import dev.failsafe.FailsafeException;
import dev.failsafe.RetryPolicy;
import dev.failsafe.function.CheckedSupplier;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ProtocolException;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import java.util.function.Predicate;
import javax.net.ssl.SSLException;
import okhttp3.Response;

/**
 * Asks an upstream again where its trouble may pass: 429, 500, 502, 503, 504 (RFC 9110), and
 * connections that fail. Waits longer each time, or as long as {@code Retry-After} says where a
 * client's patience allows that: a client waits 15 s for an answer at least.
 */
public final class Retries {
  private static final Set<Integer> PASSING = Set.of(429, 500, 502, 503, 504);
  private static final Duration LONGEST_TOLD = Duration.ofMinutes(1);
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(3);
  private static final Duration ALL = Duration.ofSeconds(6);

  private final RetryPolicy<Object> policy;

  /**
   * @param tries how often is asked at most
   * @param lasting failures that aren't worth another try
   */
  public Retries(int tries, Predicate<Throwable> lasting) {
    this.policy =
        RetryPolicy.builder()
            .handleIf(failure -> mayPass(failure) && !lasting.test(failure))
            .withMaxAttempts(tries)
            .withMaxDuration(ALL)
            .withBackoff(Duration.ofMillis(200), Duration.ofSeconds(2))
            .withDelayFnOn(context -> told(context.getLastException()), BusyException.class)
            .build();
  }

  /**
   * Asks until there is an answer, or none is to be expected any more.
   *
   * @throws BusyException when the upstream's trouble hasn't passed
   * @throws IOException when there is no answer
   */
  public <T> T get(CheckedSupplier<T> asking) throws IOException, InterruptedException {
    try {
      return Failsafe.with(policy).get(asking);
    } catch (FailsafeException e) {
      switch (e.getCause()) {
        case IOException io -> throw io;
        case InterruptedException interrupted -> throw interrupted;
        default -> throw e;
      }
    }
  }

  /** The answer, unless its status is one that passes; then it is closed. */
  public static Response settled(Response response) throws BusyException {
    if (PASSING.contains(response.code())) {
      response.close();
      throw new BusyException(response.code(), retryAfter(response.header("Retry-After")));
    }
    return response;
  }

  /**
   * How long a client is to wait, by {@code Retry-After} (RFC 9110, 10.2.3). Clients do wait that
   * long, so no upstream may say more than a minute.
   */
  private static Duration retryAfter(String header) {
    return RetryAfter.read(header, Clock.systemUTC())
        .map(told -> told.compareTo(LONGEST_TOLD) > 0 ? LONGEST_TOLD : told)
        .orElse(null);
  }

  /** Negative where the usual back-off is to count. */
  private static Duration told(Throwable failure) {
    return failure instanceof BusyException busy
        ? busy.told().orElse(Duration.ofNanos(-1))
        : Duration.ofNanos(-1);
  }

  private static boolean mayPass(Throwable failure) {
    return switch (failure) {
      case BusyException busy ->
          busy.told().map(told -> told.compareTo(LONGEST_WAIT) <= 0).orElse(true);
      case InsideAddressException _,
          SSLException _,
          UnknownHostException _,
          InterruptedIOException _,
          ProtocolException _ ->
          false;
      case IOException _ -> !Thread.currentThread().isInterrupted();
      default -> false;
    };
  }
}
