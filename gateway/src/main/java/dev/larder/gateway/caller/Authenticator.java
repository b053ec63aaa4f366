package dev.larder.gateway.caller;

import dev.larder.gateway.revocation.Revocations;
import dev.larder.gateway.revocation.TokenName;
import dev.larder.gateway.use.LastUse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import reactor.core.publisher.Mono;

/**
 * Says of a secret whose it is: the administrator's, or a token's that is signed, not expired and
 * not revoked.
 */
public final class Authenticator {
  private final byte[] adminSecret;
  private final TokenReader tokens;
  private final Revocations revocations;
  private final LastUse lastUse;

  public Authenticator(
      AdminConfig admin, TokenReader tokens, Revocations revocations, LastUse lastUse) {
    this.adminSecret = bytes(admin.secret().strip());
    this.tokens = tokens;
    this.revocations = revocations;
    this.lastUse = lastUse;
  }

  public Mono<Authentication> check(String secret, String requestId) {
    if (MessageDigest.isEqual(bytes(secret), adminSecret)) {
      return Mono.just(new Authentication.Good(Caller.Admin.SECRET));
    }
    return tokens
        .read(secret, requestId)
        .flatMap(
            reading ->
                switch (reading) {
                  case TokenReader.Reading.Valid(TokenName name, Caller caller) ->
                      revocations
                          .of(name, requestId)
                          .doOnNext(state -> noteUse(state, caller, name.guid()))
                          .map(state -> authentication(state, caller));
                  case TokenReader.Reading.Invalid() -> Mono.just(new Authentication.Bad());
                  case TokenReader.Reading.NoKeys() ->
                      Mono.just(
                          new Authentication.Unknown(
                              "the keys of tokens can't be had, so no token can be checked;"
                                  + " see larder status"));
                });
  }

  private void noteUse(Revocations.State state, Caller caller, String guid) {
    if (state == Revocations.State.ACTIVE && !caller.isPerson()) {
      lastUse.of(guid);
    }
  }

  private static Authentication authentication(Revocations.State state, Caller caller) {
    return switch (state) {
      case ACTIVE -> new Authentication.Good(caller);
      case REVOKED -> new Authentication.Bad();
      case UNKNOWN ->
          new Authentication.Unknown(
              "neither Redis nor auth-service can be reached, so no token can be checked;"
                  + " see larder status");
    };
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
