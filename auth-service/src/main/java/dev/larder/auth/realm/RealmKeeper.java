package dev.larder.auth.realm;

import dev.larder.auth.Loop;
import dev.larder.auth.keycloak.KeycloakFailure;
import jakarta.annotation.PreDestroy;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.stereotype.Component;

/**
 * Tries from the start, until it succeeds, to have the realms set up; Keycloak may come later than
 * this service.
 */
@Component
public final class RealmKeeper implements ApplicationRunner {

  private static final Logger log = LoggerFactory.getLogger(RealmKeeper.class);
  private static final String NOT_YET = "Keycloak is not ready yet";
  private static final Duration PAUSE = Duration.ofMillis(500);

  private final RealmSetup setup;
  private final Loop loop = new Loop("realms", this::turn);
  private volatile boolean ready;
  private final AtomicInteger setups = new AtomicInteger();
  private volatile String obstacle = NOT_YET;

  RealmKeeper(RealmSetup setup) {
    this.setup = setup;
  }

  @Override
  public void run(ApplicationArguments arguments) {
    loop.start();
  }

  private Duration turn() {
    if (!ready) {
      try {
        setup.ensure();
        obstacle = NOT_YET;
        setups.incrementAndGet();
        ready = true;
        log.info("realms are ready");
      } catch (RuntimeException e) {
        complainOnce(KeycloakFailure.explain(e), e);
      }
    }
    return PAUSE;
  }

  private void complainOnce(String why, RuntimeException failure) {
    if (!why.equals(obstacle)) {
      log.warn("realms can't be set up yet: {}: {}", why, failure.toString());
    }
    obstacle = why;
  }

  /** Whether the realms have been set up. */
  public boolean ready() {
    return ready;
  }

  /** How often they have been set up, so that others see when there may be new keys. */
  public int setups() {
    return setups.get();
  }

  /** A realm was found missing: it must be set up again. */
  public void lost() {
    ready = false;
  }

  /** Why they haven't been, one clause; empty where they have. */
  Optional<String> obstacle() {
    return ready ? Optional.empty() : Optional.of(obstacle);
  }

  @PreDestroy
  void close() {
    loop.close();
  }
}
