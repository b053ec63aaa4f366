package dev.larder.auth.token;

import dev.larder.auth.realm.TokenRealm;
import java.time.Instant;
import java.util.Optional;

/**
 * An API token as it is known here; the token itself is known to its owner alone.
 *
 * @param guid its id, the {@code azp} of the token
 * @param expires when it ends; empty: never
 * @param revoked whether it was revoked; nothing takes that back
 * @param used when it was last used, as far as is kept with it
 */
public record ApiToken(
    String guid,
    String description,
    Grant grant,
    Instant created,
    Optional<Instant> expires,
    boolean revoked,
    Optional<Instant> used,
    Kind kind) {

  /** Whom a token is for. */
  public enum Kind {
    /** Whoever was given it when it was made. */
    OWNER,
    /** CI systems that prove who they are, each time anew (RTP-3). */
    PUBLISHER
  }

  /** Whether it had ended by this instant. */
  public boolean expiredAt(Instant instant) {
    return !expires.orElse(created.plus(TokenRealm.LONGEST)).isAfter(instant);
  }
}
