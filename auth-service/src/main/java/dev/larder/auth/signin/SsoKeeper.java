package dev.larder.auth.signin;

import dev.larder.auth.Loop;
import dev.larder.auth.keycloak.KeycloakFailure;
import dev.larder.auth.realm.RealmKeeper;
import jakarta.annotation.PreDestroy;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.stereotype.Component;

/**
 * Sets the company's provider up at start and whenever the realms were set up anew. A provider that
 * is away is tried again; signing in without it goes on meanwhile.
 */
@Component
final class SsoKeeper implements ApplicationRunner {

  private static final Logger log = LoggerFactory.getLogger(SsoKeeper.class);
  private static final Duration PAUSE = Duration.ofSeconds(1);
  private static final Duration AFTER_FAILURE = Duration.ofSeconds(10);

  private final SsoProvider provider;
  private final RealmKeeper realm;
  private final Loop loop = new Loop("single sign-on", this::turn);
  private int done;
  private String obstacle = "";

  SsoKeeper(SsoProvider provider, RealmKeeper realm) {
    this.provider = provider;
    this.realm = realm;
  }

  @Override
  public void run(ApplicationArguments arguments) {
    loop.start();
  }

  private Duration turn() {
    int setups = realm.setups();
    if (!realm.ready() || done == setups) {
      return PAUSE;
    }
    try {
      provider.ensure();
      done = setups;
      obstacle = "";
      return PAUSE;
    } catch (RuntimeException e) {
      String why = KeycloakFailure.explain(e);
      if (!why.equals(obstacle)) {
        log.warn("people can't sign in by the company's provider yet: {}", why);
      }
      obstacle = why;
      return AFTER_FAILURE;
    }
  }

  @PreDestroy
  void close() {
    loop.close();
  }
}
