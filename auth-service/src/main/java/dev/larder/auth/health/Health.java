package dev.larder.auth.health;

import dev.larder.auth.keys.SigningKeys;
import dev.larder.auth.realm.RealmKeeper;
import dev.larder.auth.redis.RedisLink;
import dev.larder.auth.signin.SsoSettings;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.springframework.stereotype.Component;

/**
 * Which parts are up. Without Keycloak this service is down; without Redis it isn't. A company's
 * own provider is named where one is set up, and not asked. Asked anew at most once a second.
 */
@Component
final class Health {

  private static final Duration GOOD_FOR = Duration.ofSeconds(1);
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private final RealmKeeper realm;
  private final SigningKeys keys;
  private final RedisLink redis;
  private final SsoSettings sso;
  private final Clock clock;
  private Report last;
  private Instant asked = Instant.MIN;

  Health(RealmKeeper realm, SigningKeys keys, RedisLink redis, SsoSettings sso, Clock clock) {
    this.realm = realm;
    this.keys = keys;
    this.redis = redis;
    this.sso = sso;
    this.clock = clock;
  }

  /** {@code up} or {@code down}, as a whole and by part. */
  record Report(String status, Map<String, String> parts) {

    boolean isUp() {
      return status.equals("up");
    }
  }

  synchronized Report now() {
    Instant now = clock.instant();
    if (last == null || asked.isBefore(now.minus(GOOD_FOR))) {
      var parts = new TreeMap<String, String>();
      parts.put("keycloak", state(() -> realm.ready() && !keys.fetch().isEmpty()));
      parts.put("redis", state(() -> "PONG".equals(redis.commands().ping())));
      if (sso.isSet()) {
        parts.put("sso", "up");
      }
      last = new Report(parts.get("keycloak"), parts);
      asked = now;
    }
    return last;
  }

  private interface Check {
    boolean passes();
  }

  /** A part that hangs is down. */
  private static String state(Check check) {
    try {
      return CompletableFuture.supplyAsync(check::passes, Thread::startVirtualThread)
              .get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
          ? "up"
          : "down";
    } catch (ExecutionException | TimeoutException e) {
      return "down";
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "down";
    }
  }
}
