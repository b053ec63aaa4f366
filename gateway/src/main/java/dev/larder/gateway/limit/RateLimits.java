package dev.larder.gateway.limit;

import dev.larder.gateway.address.Arrival;
import dev.larder.gateway.connection.RequestEventLoop;
import dev.larder.gateway.redis.RedisLink;
import dev.larder.service.spring.Refusal;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/**
 * What is too much from one address or with one token, by the minute. Tokens are signed and can't
 * be guessed, so a good one passes however many bad ones came from its address; what could be
 * guessed, the administrator's secret, doesn't.
 */
public final class RateLimits {
  private static final int NETWORK = 8;

  private final LimitConfig config;
  private final Counts counts;

  public RateLimits(LimitConfig config, RedisLink redis, InstantSource clock) {
    this.config = config;
    this.counts = new Counts(redis, clock);
  }

  /** Counts a failed sign-in; a refusal if it is one too many. */
  public Mono<Optional<Refusal>> failedSignIn(ServerWebExchange exchange) {
    return config.failedSignIns() == 0
        ? Mono.just(Optional.empty())
        : counts
            .add("signin:" + address(exchange))
            .map(count -> failedTooOften(count, count.times() > config.failedSignIns()));
  }

  /**
   * Counts a failed sign-in if the answer says that it was one, before the client knows of it.
   *
   * @param statuses those that say so
   */
  public void countIfAnswered(ServerWebExchange exchange, Set<HttpStatus> statuses) {
    exchange
        .getResponse()
        .beforeCommit(
            () -> {
              HttpStatusCode status = exchange.getResponse().getStatusCode();
              return status != null && statuses.contains(HttpStatus.resolve(status.value()))
                  ? failedSignIn(exchange).publishOn(RequestEventLoop.of(exchange)).then()
                  : Mono.empty();
            });
  }

  /** A refusal if so many sign-ins failed that nothing that can be guessed is looked at now. */
  public Mono<Optional<Refusal>> guessing(ServerWebExchange exchange) {
    return config.failedSignIns() == 0
        ? Mono.just(Optional.empty())
        : counts
            .look("signin:" + address(exchange))
            .map(count -> failedTooOften(count, count.times() >= config.failedSignIns()));
  }

  private Optional<Refusal> failedTooOften(Count count, boolean tooOften) {
    return tooOften
        ? Optional.of(
            refusal(
                "too many failed sign-ins from this address: at most %d a minute"
                    .formatted(config.failedSignIns()),
                count.left()))
        : Optional.empty();
  }

  /**
   * Counts an upload; a refusal if it is one too many, of its token's or of its address's.
   *
   * @param id the token's
   */
  public Mono<Optional<Refusal>> upload(ServerWebExchange exchange, Optional<String> id) {
    Mono<Optional<Refusal>> byToken =
        id.isEmpty() || config.uploads() == 0
            ? Mono.just(Optional.empty())
            : over("upload:" + id.get(), config.uploads(), "with this token");
    Mono<Optional<Refusal>> byAddress =
        config.uploadsByAddress() == 0
            ? Mono.just(Optional.empty())
            : over("upload:" + address(exchange), config.uploadsByAddress(), "from this address");
    return byToken.flatMap(refusal -> refusal.isPresent() ? Mono.just(refusal) : byAddress);
  }

  private Mono<Optional<Refusal>> over(String key, int most, String whose) {
    return counts
        .add(key)
        .map(
            count ->
                count.times() > most
                    ? Optional.of(
                        refusal(
                            "too many uploads %s: at most %d a minute".formatted(whose, most),
                            count.left()))
                    : Optional.empty());
  }

  private static Refusal refusal(String what, Duration left) {
    long seconds = Math.max(1, left.plusMillis(999).toSeconds());
    return new Refusal(
            HttpStatus.TOO_MANY_REQUESTS,
            "%s; try again in %d second%s".formatted(what, seconds, seconds == 1 ? "" : "s"))
        .withHeader(HttpHeaders.RETRY_AFTER, String.valueOf(seconds))
        .withDetailAsReason();
  }

  /** An IPv6 client has a whole network of addresses, and counts as one. */
  private static String address(ServerWebExchange exchange) {
    InetAddress client = Arrival.of(exchange).client();
    byte[] bytes = client.getAddress();
    return client instanceof Inet6Address
        ? HexFormat.of().formatHex(Arrays.copyOf(bytes, NETWORK))
        : client.getHostAddress();
  }
}
