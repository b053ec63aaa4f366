package dev.larder.gateway.caller;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.larder.gateway.keys.KeyAnswer;
import dev.larder.gateway.keys.TokenKeys;
import dev.larder.gateway.requestid.RequestId;
import java.text.ParseException;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import reactor.core.publisher.Mono;

/**
 * Reads tokens: JWTs of realm {@code larder-tokens}, signed with ES256 by one of its keys, with
 * that realm's fixed issuer, not expired (no leeway), with the token's guid and claim {@code
 * larder}.
 */
public final class TokenReader {
  static final String ISSUER = "http://larder.invalid/realms/larder-tokens";

  private static final int LONGEST = 16 * 1024;
  private static final Pattern GUID = Pattern.compile("[A-Za-z0-9-]{1,64}");

  private final TokenKeys keys;
  private final InstantSource clock;

  public TokenReader(TokenKeys keys, InstantSource clock) {
    this.keys = keys;
    this.clock = clock;
  }

  /** What a token says. */
  public sealed interface Reading {
    /** Signed and not expired; whether it was revoked isn't known yet. */
    record Valid(String guid, Caller caller) implements Reading {}

    record Invalid() implements Reading {}

    /** No keys, or not the newest, can be had now. */
    record NoKeys() implements Reading {}
  }

  public Mono<Reading> read(String token, RequestId requestId) {
    Optional<SignedJWT> parsed = parse(token);
    if (parsed.isEmpty()) {
      return Mono.just(new Reading.Invalid());
    }
    SignedJWT jwt = parsed.get();
    return keys.find(jwt.getHeader().getKeyID(), requestId)
        .map(
            answer ->
                switch (answer) {
                  case KeyAnswer.Found(ECKey key) -> check(jwt, key);
                  case KeyAnswer.Unknown() -> new Reading.Invalid();
                  case KeyAnswer.Away() -> new Reading.NoKeys();
                });
  }

  private static Optional<SignedJWT> parse(String token) {
    if (token.length() > LONGEST) {
      return Optional.empty();
    }
    try {
      SignedJWT jwt = SignedJWT.parse(token);
      return JWSAlgorithm.ES256.equals(jwt.getHeader().getAlgorithm())
              && jwt.getHeader().getKeyID() != null
          ? Optional.of(jwt)
          : Optional.empty();
    } catch (ParseException notAToken) {
      return Optional.empty();
    }
  }

  private Reading check(SignedJWT jwt, ECKey key) {
    try {
      if (!jwt.verify(new ECDSAVerifier(key))) {
        return new Reading.Invalid();
      }
      return claims(jwt.getJWTClaimsSet());
    } catch (JOSEException | ParseException bad) {
      return new Reading.Invalid();
    }
  }

  private Reading claims(JWTClaimsSet claims) throws ParseException {
    String guid = claims.getStringClaim("azp");
    String clientId = claims.getStringClaim("client_id");
    Map<String, Object> larder = claims.getJSONObjectClaim("larder");
    if (!ISSUER.equals(claims.getIssuer())
        || claims.getExpirationTime() == null
        || !clock.instant().isBefore(claims.getExpirationTime().toInstant())
        || guid == null
        || !GUID.matcher(guid).matches()
        || (clientId != null && !clientId.equals(guid))
        || larder == null) {
      return new Reading.Invalid();
    }
    List<String> scopes = strings(larder, "scopes");
    Caller caller =
        scopes.contains(Caller.ADMIN_SCOPE)
            ? new Caller.Admin(Optional.of(guid))
            : new Caller.Token(
                guid,
                scopes,
                strings(larder, "sources"),
                strings(larder, "repos"),
                larder.containsKey("projects")
                    ? Optional.of(strings(larder, "projects"))
                    : Optional.empty());
    return new Reading.Valid(guid, caller);
  }

  private static List<String> strings(Map<String, Object> claim, String name)
      throws ParseException {
    Object value = claim.get(name);
    if (value == null) {
      return List.of();
    }
    if (value instanceof List<?> list && list.stream().allMatch(String.class::isInstance)) {
      return list.stream().map(String.class::cast).toList();
    }
    throw new ParseException("larder." + name + " isn't a list of strings", 0);
  }
}
