package dev.larder.auth.revocation;

import dev.larder.auth.token.ApiToken;
import dev.larder.auth.token.BurntTokens;
import dev.larder.auth.token.TokenStore;
import dev.larder.service.flight.SingleFlight;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Writes every revoked or burnt token and every barred person that Keycloak knows into Redis, page
 * by page, then marks the set as complete. Nothing is ever taken out, so revocations that come
 * meanwhile stay. One at a time over all replicas; whoever asks for one here while one is running
 * waits for that.
 */
@Component
final class Rebuild {

  private static final Logger log = LoggerFactory.getLogger(Rebuild.class);
  private static final String SET = "the one set";
  private static final Duration TURN = Duration.ofMillis(100);

  /**
   * Tokens that ended this long ago are left out: their end alone refuses them, whatever a clock
   * shows.
   */
  private static final Duration LONG_ENDED = Duration.ofDays(1);

  private final TokenStore store;
  private final RevokedSet set;
  private final RevokedPeople people;
  private final BurntTokens burnt;
  private final Clock clock;
  private final SingleFlight<String, Boolean> running = new SingleFlight<>();

  Rebuild(TokenStore store, RevokedSet set, RevokedPeople people, BurntTokens burnt, Clock clock) {
    this.store = store;
    this.set = set;
    this.people = people;
    this.burnt = burnt;
    this.clock = clock;
  }

  /** Returns when Redis holds the complete set; fails when Keycloak or Redis goes away. */
  void run() {
    try {
      running.join(SET, () -> CompletableFuture.completedFuture(rebuilt())).join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
  }

  private boolean rebuilt() {
    while (!rebuiltByThisOrAnother()) {
      pause();
    }
    return true;
  }

  private boolean rebuiltByThisOrAnother() {
    String owner = UUID.randomUUID().toString();
    return set.lock(owner) ? rebuildAs(owner) : set.isComplete();
  }

  private boolean rebuildAs(String owner) {
    try {
      String runId = set.runId();
      int[] count = new int[1];
      store.forEachPage(
          page -> {
            var guids = revoked(page);
            set.add(guids);
            set.extend(owner);
            count[0] += guids.size();
          });
      set.add(burnt.all());
      set.extend(owner);
      people.addAll(() -> set.extend(owner));
      boolean complete = set.complete(owner, runId);
      log.info("revoked tokens in Redis: {}, complete: {}", count[0], complete);
      return complete;
    } catch (RuntimeException e) {
      unlock(owner, e);
      throw e;
    }
  }

  private void unlock(String owner, RuntimeException failure) {
    try {
      set.unlock(owner);
    } catch (RuntimeException e) {
      failure.addSuppressed(e);
    }
  }

  private List<String> revoked(List<ApiToken> page) {
    var longAgo = clock.instant().minus(LONG_ENDED);
    return page.stream()
        .filter(token -> token.revoked() && !token.expiredAt(longAgo))
        .map(ApiToken::guid)
        .toList();
  }

  private static void pause() {
    try {
      Thread.sleep(TURN);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }
}
