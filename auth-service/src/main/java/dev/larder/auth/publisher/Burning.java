package dev.larder.auth.publisher;

import dev.larder.auth.Outcome;
import dev.larder.auth.keys.SigningKeys;
import dev.larder.auth.publisher.Exchange.Result.Refused;
import dev.larder.auth.revocation.Revoker;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Ends a token that a publisher gave as soon as its job has no more use for it, and that token
 * alone: others of the same publisher may be at work. Whoever has the token may.
 */
@Component
final class Burning {

  private static final Logger log = LoggerFactory.getLogger(Burning.class);

  private final SigningKeys keys;
  private final KeycloakBurntTokens burnt;
  private final Revoker revoker;
  private final Clock clock;

  Burning(SigningKeys keys, KeycloakBurntTokens burnt, Revoker revoker, Clock clock) {
    this.keys = keys;
    this.burnt = burnt;
    this.revoker = revoker;
    this.clock = clock;
  }

  /** Done once it is refused everywhere; with a refusal where the text is no such token. */
  Outcome<Optional<Refused>> burn(String text) {
    Optional<String> known = keys.newest();
    if (known.isEmpty()) {
      return Outcome.refused(
          503, "the keys of tokens can't be had, so none can be checked: Keycloak is away");
    }
    Optional<OneTimeToken> token = OneTimeToken.read(text.strip(), known.get());
    if (token.isEmpty()) {
      return Outcome.done(
          Optional.of(
              new Refused(
                  "invalid-token",
                  "this is no token that a trusted publisher gave here; 'larder revoke token' ends others")));
    }
    return token.get().end().isBefore(clock.instant())
        ? Outcome.done(Optional.empty())
        : burn(token.get());
  }

  private Outcome<Optional<Refused>> burn(OneTimeToken token) {
    burnt.add(token);
    log.info("a token of {} was brought back", token.guid());
    return revoker.refusedEverywhere(List.of(token.id()))
        ? Outcome.done(Optional.empty())
        : Outcome.refused(
            503,
            "the token is revoked, but Redis can't be reached, so not every gateway may know yet; it ends by itself within 15 minutes");
  }
}
