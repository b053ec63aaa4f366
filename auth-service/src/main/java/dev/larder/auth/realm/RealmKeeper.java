package dev.larder.auth.realm;

import dev.larder.auth.Loop;
import jakarta.annotation.PreDestroy;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.server.HandlerFunction;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import org.springframework.web.server.ResponseStatusException;
import reactor.core.publisher.Mono;

/**
 * Tries from the start, until it succeeds, to have the realms set up; Keycloak may come later than
 * this service.
 */
@Component
public final class RealmKeeper implements ApplicationRunner {

  private static final Logger log = LoggerFactory.getLogger(RealmKeeper.class);
  private static final Duration PAUSE = Duration.ofMillis(500);

  private final RealmSetup setup;
  private final Loop loop = new Loop("realms", this::turn);
  private volatile boolean ready;
  private final AtomicInteger setups = new AtomicInteger();
  private String lastFailure = "";

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
        lastFailure = "";
        setups.incrementAndGet();
        ready = true;
        log.info("realms are ready");
      } catch (RuntimeException e) {
        complainOnce(e.toString());
      }
    }
    return PAUSE;
  }

  private void complainOnce(String failure) {
    if (!failure.equals(lastFailure)) {
      lastFailure = failure;
      log.warn("realms can't be set up yet: {}", failure);
    }
  }

  /** Whether the realms have been set up. */
  public boolean ready() {
    return ready;
  }

  /** How often they have been set up, so that others see when there may be new keys. */
  public int setups() {
    return setups.get();
  }

  /** The token realm was found missing: it must be set up again. */
  public void lost() {
    ready = false;
  }

  /** Answers 503 for as long as the realms aren't set up. */
  public Mono<ServerResponse> onlyOnceReady(
      ServerRequest request, HandlerFunction<ServerResponse> next) {
    return ready
        ? next.handle(request)
        : Mono.error(
            new ResponseStatusException(
                HttpStatus.SERVICE_UNAVAILABLE,
                "Keycloak is not ready yet; try again in a few seconds"));
  }

  @PreDestroy
  void close() {
    loop.close();
  }
}
