package dev.larder.auth.token;

import java.util.List;

/**
 * Tokens that were given away for one use and brought back after it. They share their guid with
 * others, so each is named by its own id, the claim {@code jti}. Every call may fail when Keycloak
 * is away.
 */
public interface BurntTokens {

  /** The ids of all that would still be good, and of some that ended meanwhile. */
  List<String> all();

  /** Whether this one of the tokens of that guid was brought back. */
  boolean has(String guid, String id);
}
