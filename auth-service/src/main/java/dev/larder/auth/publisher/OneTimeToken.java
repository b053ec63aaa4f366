package dev.larder.auth.publisher;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.larder.auth.keycloak.Guid;
import java.text.ParseException;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A token that a publisher gave.
 *
 * @param guid the publisher's, or that of several together
 * @param id its own, the claim {@code jti}
 * @param end when it ends by itself
 */
record OneTimeToken(String guid, String id, Instant end) {

  private static final int LONGEST = 16 * 1024;
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9:_-]{1,80}");

  /**
   * Reads a token that was signed with one of these keys, ended or not; empty where it is anything
   * else.
   *
   * @param keys a JWK set (RFC 7517)
   */
  static Optional<OneTimeToken> read(String text, String keys) {
    if (text.length() > LONGEST) {
      return Optional.empty();
    }
    try {
      SignedJWT jwt = SignedJWT.parse(text);
      return isSigned(jwt, JWKSet.parse(keys)) ? of(jwt.getJWTClaimsSet()) : Optional.empty();
    } catch (ParseException | JOSEException e) {
      return Optional.empty();
    }
  }

  private static boolean isSigned(SignedJWT jwt, JWKSet keys) throws JOSEException {
    String keyId = jwt.getHeader().getKeyID();
    JWK key = keyId == null ? null : keys.getKeyByKeyId(keyId);
    return key != null
        && JWSAlgorithm.ES256.equals(jwt.getHeader().getAlgorithm())
        && jwt.verify(new ECDSAVerifier(key.toECKey()));
  }

  private static Optional<OneTimeToken> of(JWTClaimsSet claims) throws ParseException {
    String guid = claims.getStringClaim("azp");
    String id = claims.getJWTID();
    boolean isOne =
        Guid.of(guid).filter(good -> good.startsWith(Guid.PUBLISHER)).isPresent()
            && id != null
            && ID.matcher(id).matches()
            && claims.getExpirationTime() != null;
    return isOne
        ? Optional.of(new OneTimeToken(guid, id, claims.getExpirationTime().toInstant()))
        : Optional.empty();
  }
}
