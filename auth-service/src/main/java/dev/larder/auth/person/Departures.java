package dev.larder.auth.person;

import dev.larder.auth.Outcome;
import dev.larder.auth.revocation.RevocationSettings;
import dev.larder.auth.revocation.RevokedPeople;
import io.lettuce.core.RedisException;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** What ends with a person: their sessions, their access tokens, the tokens that they made. */
@Component
final class Departures {

  private static final Logger log = LoggerFactory.getLogger(Departures.class);
  private static final Duration TURN = Duration.ofMillis(100);

  private final KeycloakPeople people;
  private final RevokedPeople revoked;
  private final Duration patience;

  Departures(KeycloakPeople people, RevokedPeople revoked, RevocationSettings settings) {
    this.people = people;
    this.revoked = revoked;
    this.patience = settings.patience();
  }

  /** Ends all of somebody who may not sign in any more. Once more does no harm. */
  Outcome<Boolean> leave(String subject) {
    people.endSessions(subject);
    return settled(subject)
        ? Outcome.done(true)
        : Outcome.refused(
            503,
            "they may not sign in any more, but Redis can't be reached, so not every gateway may know yet; repeat the call");
  }

  /** Lets somebody in again who may sign in again. */
  Outcome<Boolean> back(String subject) {
    return settled(subject)
        ? Outcome.done(true)
        : Outcome.refused(
            503,
            "they may sign in again, but Redis can't be reached, so not every gateway may know yet; repeat the call");
  }

  /** Remembers somebody who isn't in Keycloak any more. */
  void gone(String subject) {
    revoked.remember(subject);
  }

  private boolean settled(String subject) {
    long end = System.nanoTime() + patience.toNanos();
    while (true) {
      try {
        revoked.settle(subject);
        return true;
      } catch (RedisException e) {
        if (System.nanoTime() > end || !pause()) {
          log.warn("person {} can't be written to Redis yet: {}", subject, e.toString());
          return false;
        }
      }
    }
  }

  private static boolean pause() {
    try {
      Thread.sleep(TURN);
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
