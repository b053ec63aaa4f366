package dev.larder.auth.token;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Where tokens are known. Every call may fail when the store is away, with nothing or all of it
 * done.
 */
public interface TokenStore {

  /** Keeps a new token, so that {@link #mint} can make it. */
  void add(ApiToken token, Duration lifespan, String secret);

  /** Makes the signed token that its owner gets. */
  String mint(String guid, String secret);

  /** Forgets a token that nobody got. */
  void remove(String guid);

  /** The token with this id. */
  Optional<ApiToken> find(String guid);

  /** Makes it a revoked one, for good. */
  void revoke(String guid);

  /** Keeps when it was last used. */
  void used(String guid, Instant instant);

  /**
   * Hands over all tokens that were there when the call began, page by page; a token may come
   * twice.
   */
  void forEachPage(Consumer<List<ApiToken>> page);
}
