package dev.larder.auth.revocation;

import dev.larder.auth.Loop;
import dev.larder.auth.keys.SigningKeys;
import dev.larder.auth.realm.RealmKeeper;
import io.lettuce.core.RedisException;
import jakarta.annotation.PreDestroy;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.stereotype.Component;

/**
 * Keeps what gateways read in Redis true to Keycloak. Every second, and ten times a second while
 * Redis is away: pays debts, removes a mark that an old Redis brought back, rebuilds the set when
 * it isn't complete, renews the keys.
 */
@Component
final class RevocationKeeper implements ApplicationRunner {

  private static final Logger log = LoggerFactory.getLogger(RevocationKeeper.class);
  private static final Duration USUAL = Duration.ofSeconds(1);
  private static final Duration WHILE_REDIS_IS_AWAY = Duration.ofMillis(100);

  private final Revoker revoker;
  private final RevokedSet set;
  private final Rebuild rebuild;
  private final SigningKeys keys;
  private final RealmKeeper realm;
  private final Clock clock;
  private final Duration rebuildEvery;
  private final Loop loop = new Loop("revocations", this::turn);
  private Instant rebuilt = Instant.MIN;
  private String lastFailure = "";

  RevocationKeeper(
      Revoker revoker,
      RevokedSet set,
      Rebuild rebuild,
      SigningKeys keys,
      RealmKeeper realm,
      Clock clock,
      RevocationSettings settings) {
    this.revoker = revoker;
    this.set = set;
    this.rebuild = rebuild;
    this.keys = keys;
    this.realm = realm;
    this.clock = clock;
    this.rebuildEvery = settings.rebuildEvery();
  }

  @Override
  public void run(ApplicationArguments arguments) {
    loop.start();
  }

  private Duration turn() {
    try {
      boolean complete = set.isComplete();
      revoker.payDebts();
      if (realm.ready()) {
        keys.copyIfDue();
        if (!complete || rebuilt.isBefore(clock.instant().minus(rebuildEvery))) {
          rebuild.run();
          rebuilt = clock.instant();
        }
      }
      lastFailure = "";
      return USUAL;
    } catch (RedisException e) {
      complainOnce("Redis", e.toString());
      return WHILE_REDIS_IS_AWAY;
    } catch (RuntimeException e) {
      complainOnce("revocations", e.toString());
      return USUAL;
    }
  }

  private void complainOnce(String what, String failure) {
    if (!failure.equals(lastFailure)) {
      lastFailure = failure;
      log.warn("{}: {}", what, failure);
    }
  }

  @PreDestroy
  void close() {
    loop.close();
  }
}
