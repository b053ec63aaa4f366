package dev.larder.auth.use;

import dev.larder.auth.Loop;
import dev.larder.auth.keycloak.Guid;
import dev.larder.auth.realm.RealmKeeper;
import dev.larder.auth.token.TokenStore;
import jakarta.annotation.PreDestroy;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.stereotype.Component;

/**
 * Takes last uses over from Redis into Keycloak, in the background, so that a lost Redis loses some
 * minutes of them and no more.
 */
@Component
final class UseKeeper implements ApplicationRunner {

  private static final Logger log = LoggerFactory.getLogger(UseKeeper.class);
  private static final Duration UNTIL_KEYCLOAK_IS_THERE = Duration.ofSeconds(1);

  private final UsesInRedis uses;
  private final TokenStore store;
  private final RealmKeeper realm;
  private final Duration every;
  private final Loop loop = new Loop("last uses", this::turn);

  UseKeeper(UsesInRedis uses, TokenStore store, RealmKeeper realm, UseSettings settings) {
    this.uses = uses;
    this.store = store;
    this.realm = realm;
    this.every = settings.every();
  }

  @Override
  public void run(ApplicationArguments arguments) {
    loop.start();
  }

  private Duration turn() {
    if (!realm.ready()) {
      return UNTIL_KEYCLOAK_IS_THERE;
    }
    try {
      // ends before the next turn of this replica
      if (uses.lock(every.multipliedBy(9).dividedBy(10))) {
        uses.forEach((guid, instant) -> instant.ifPresent(known -> keep(guid, known)));
      }
    } catch (RuntimeException e) {
      log.warn("last uses of tokens can't be kept now: {}", e.toString());
    }
    return every;
  }

  private void keep(String guid, Instant instant) {
    Guid.of(guid)
        .flatMap(store::find)
        .filter(token -> token.used().map(known -> known.isBefore(instant)).orElse(true))
        .ifPresent(token -> store.used(token.guid(), instant));
  }

  @PreDestroy
  void close() {
    loop.close();
  }
}
