package dev.larder.gateway.keys;

import dev.larder.gateway.redis.RedisLink;
import dev.larder.gateway.service.Service;
import dev.larder.gateway.service.ServiceClient;
import dev.larder.messaging.Keys;
import dev.larder.service.flight.SingleFlight;
import io.lettuce.core.api.async.RedisAsyncCommands;
import io.netty.handler.codec.http.HttpMethod;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * The keys that tokens are signed with: from Redis, else from the gateway's own folder, else from
 * auth-service. A key that isn't among them makes all be asked anew, at most once in 10 s and once
 * at a time, whatever is sent.
 */
public final class TokenKeys {
  private static final Logger LOG = LoggerFactory.getLogger(TokenKeys.class);
  private static final Duration PAUSE = Duration.ofSeconds(10);
  private static final Duration RETRY = Duration.ofSeconds(1);
  private static final String ALL = "all";

  private record Refresh(Instant at, boolean reachedAuth) {}

  private final RedisLink redis;
  private final ServiceClient services;
  private final KeyFile file;
  private final Duration limit;
  private final InstantSource clock;
  private final SingleFlight<String, Boolean> refreshing = new SingleFlight<>();

  private volatile KeySet known = KeySet.NONE;
  private volatile Refresh last = new Refresh(Instant.MIN, false);

  public TokenKeys(
      RedisLink redis,
      ServiceClient services,
      KeysConfig config,
      Duration limit,
      InstantSource clock) {
    this.redis = redis;
    this.services = services;
    this.file = new KeyFile(config.folder());
    this.limit = limit;
    this.clock = clock;
  }

  public Mono<KeyAnswer> find(String id, String requestId) {
    Optional<KeyAnswer> at = atHand(id);
    if (at.isPresent()) {
      return Mono.just(at.get());
    }
    return refresh(id, requestId)
        .map(
            authReached ->
                atHand(id)
                    .orElseGet(() -> authReached ? new KeyAnswer.Unknown() : new KeyAnswer.Away()));
  }

  private Optional<KeyAnswer> atHand(String id) {
    return known.find(id).map(KeyAnswer.Found::new);
  }

  /** True if auth-service, who knows best, could be asked or needn't be. */
  private Mono<Boolean> refresh(String id, String requestId) {
    return Mono.fromFuture(
        () -> refreshing.join(ALL, () -> refreshIfDue(id, requestId).toFuture()));
  }

  private Mono<Boolean> refreshIfDue(String id, String requestId) {
    if (clock.instant().isBefore(last.at().plus(last.reachedAuth() ? PAUSE : RETRY))) {
      return Mono.just(last.reachedAuth());
    }
    return fromRedis(id)
        .then(Mono.defer(() -> known.isEmpty() ? fromFile() : Mono.empty()))
        .then(Mono.defer(() -> known.find(id).isPresent() ? Mono.just(true) : fromAuth(requestId)))
        .onErrorResume(TokenKeys::notHad)
        .doOnNext(authReached -> last = new Refresh(clock.instant(), authReached));
  }

  /** Redis may hold an older set than the one known; then it is only good for what it has. */
  private Mono<Void> fromRedis(String id) {
    return redis
        .ask((RedisAsyncCommands<String, String> commands) -> commands.get(Keys.TOKEN_KEYS))
        .flatMap(json -> take(json, set -> known.isEmpty() || set.find(id).isPresent()))
        .then()
        .onErrorComplete();
  }

  private Mono<Void> fromFile() {
    return Mono.fromCallable(file::read)
        .subscribeOn(Schedulers.boundedElastic())
        .doOnNext(json -> json.flatMap(KeySet::parse).ifPresent(set -> known = set))
        .then();
  }

  private Mono<Boolean> fromAuth(String requestId) {
    return services
        .ask(HttpMethod.GET, Service.AUTH, "/internal/keys", requestId, limit)
        .flatMap(
            answer ->
                answer.status() == 200
                    ? take(new String(answer.body(), StandardCharsets.UTF_8), set -> true)
                    : Mono.just(false));
  }

  /**
   * True if {@code json} holds keys; if they are {@code wanted}, they replace those known and are
   * kept on disk.
   */
  private Mono<Boolean> take(String json, Predicate<KeySet> wanted) {
    Optional<KeySet> keys = KeySet.parse(json);
    if (keys.isEmpty()) {
      LOG.warn("a key set without usable keys is ignored");
      return Mono.just(false);
    }
    if (!wanted.test(keys.get())) {
      return Mono.just(true);
    }
    known = keys.get();
    return Mono.fromRunnable(() -> file.write(json))
        .subscribeOn(Schedulers.boundedElastic())
        .thenReturn(true);
  }

  private static Mono<Boolean> notHad(Throwable failure) {
    LOG.warn("the newest token keys can't be had: {}", failure.toString());
    return Mono.just(false);
  }
}
