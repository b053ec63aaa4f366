package dev.larder.gateway.revocation;

import reactor.core.publisher.Mono;

/**
 * Whether a token was revoked, asked on every request: of Redis, else of auth-service. A token that
 * was revoked is refused by the very next request.
 */
public record Revocations(RevocationLookup lookup, AuthClient auth) {
  /** A token's state. */
  public enum State {
    ACTIVE,
    REVOKED,
    /** Nobody who knows can be reached. */
    UNKNOWN
  }

  public Mono<State> of(TokenName name, String requestId) {
    return lookup
        .find(name)
        .flatMap(
            result ->
                switch (result) {
                  case REVOKED -> Mono.just(State.REVOKED);
                  case NOT_REVOKED -> Mono.just(State.ACTIVE);
                  case INCOMPLETE -> {
                    auth.rebuild(requestId);
                    yield auth.ask(name, requestId);
                  }
                  case AWAY -> auth.ask(name, requestId);
                });
  }
}
