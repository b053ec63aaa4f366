package dev.larder.gateway.caller;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.larder.gateway.keys.KeyAnswer;
import dev.larder.gateway.keys.TokenKeys;
import dev.larder.gateway.revocation.TokenName;
import java.text.ParseException;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import reactor.core.publisher.Mono;

/**
 * Reads tokens: JWTs signed with ES256 by one of the realms' keys, not expired (no leeway). API
 * tokens are of realm {@code larder-tokens}, with its fixed issuer, the token's guid and claim
 * {@code larder}; people's are as {@link PersonClaims} says.
 */
public final class TokenReader {
  static final String ISSUER = "http://larder.invalid/realms/larder-tokens";

  private static final int LONGEST = 16 * 1024;
  private static final int SIGNATURES = 10_000;
  private static final Pattern GUID = Pattern.compile("[A-Za-z0-9-]{1,64}");
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9:_-]{1,80}");

  /** What the guid of those begins with that publishers give, many of one guid. */
  private static final String PUBLISHER = "publisher-";

  private final TokenKeys keys;
  private final InstantSource clock;
  private final SignatureCheck signatures = new SignatureCheck(SIGNATURES);

  public TokenReader(TokenKeys keys, InstantSource clock) {
    this.keys = keys;
    this.clock = clock;
  }

  /** What a token says. */
  public sealed interface Reading {
    /**
     * Signed and not expired; whether it was revoked isn't known yet.
     *
     * @param name what it would be revoked by
     */
    record Valid(TokenName name, Caller caller) implements Reading {}

    record Invalid() implements Reading {}

    /** No keys, or not the newest, can be had now. */
    record NoKeys() implements Reading {}
  }

  public Mono<Reading> read(String token, String requestId) {
    Optional<SignedJWT> parsed = parse(token);
    if (parsed.isEmpty()) {
      return Mono.just(new Reading.Invalid());
    }
    SignedJWT jwt = parsed.get();
    return keys.find(jwt.getHeader().getKeyID(), requestId)
        .map(
            answer ->
                switch (answer) {
                  case KeyAnswer.Found(ECKey key) -> check(token, jwt, key);
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

  private Reading check(String token, SignedJWT jwt, ECKey key) {
    try {
      if (!signatures.isGood(token, jwt, key)) {
        return new Reading.Invalid();
      }
      return claims(jwt.getJWTClaimsSet());
    } catch (JOSEException | ParseException bad) {
      return new Reading.Invalid();
    }
  }

  private Reading claims(JWTClaimsSet claims) throws ParseException {
    if (claims.getExpirationTime() == null
        || !clock.instant().isBefore(claims.getExpirationTime().toInstant())) {
      return new Reading.Invalid();
    }
    if (PersonClaims.isIssuer(claims.getIssuer())) {
      return PersonClaims.read(claims)
          .<Reading>map(caller -> new Reading.Valid(new TokenName(claims.getSubject()), caller))
          .orElseGet(Reading.Invalid::new);
    }
    return ISSUER.equals(claims.getIssuer()) ? token(claims) : new Reading.Invalid();
  }

  private static Reading token(JWTClaimsSet claims) throws ParseException {
    String guid = claims.getStringClaim("azp");
    String clientId = claims.getStringClaim("client_id");
    Map<String, Object> larder = claims.getJSONObjectClaim("larder");
    if (guid == null
        || !GUID.matcher(guid).matches()
        || (guid.startsWith(PUBLISHER) && !isId(claims.getJWTID()))
        || (clientId != null && !clientId.equals(guid))
        || larder == null) {
      return new Reading.Invalid();
    }
    List<String> scopes = PersonClaims.strings(larder, "scopes");
    Caller caller =
        scopes.contains(Caller.ADMIN_SCOPE)
            ? new Caller.Admin(Optional.of(guid), Optional.empty())
            : new Caller.Token(
                guid,
                scopes,
                PersonClaims.strings(larder, "sources"),
                PersonClaims.strings(larder, "repos"),
                larder.containsKey("projects")
                    ? Optional.of(PersonClaims.strings(larder, "projects"))
                    : Optional.empty());
    return new Reading.Valid(
        guid.startsWith(PUBLISHER)
            ? new TokenName(guid, Optional.of(claims.getJWTID()))
            : new TokenName(guid),
        caller);
  }

  private static boolean isId(String text) {
    return text != null && ID.matcher(text).matches();
  }
}
