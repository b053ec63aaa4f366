package dev.larder.gateway.fake;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** A realm's key, and tokens signed with it as auth-service's are. */
public final class Signer {
  private final ECKey key;

  public Signer(String keyId) {
    try {
      key = new ECKeyGenerator(Curve.P_256).keyID(keyId).generate();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The public JWK set. */
  public String jwks() {
    return new JWKSet(key.toPublicJWK()).toString();
  }

  /** A good upload token. */
  public String token(String guid) {
    return token(guid, claims -> {});
  }

  /** A token with one thing changed. */
  public String token(String guid, Consumer<JWTClaimsSet.Builder> change) {
    JWTClaimsSet.Builder claims =
        new JWTClaimsSet.Builder()
            .issuer("http://larder.invalid/realms/larder-tokens")
            .expirationTime(Date.from(Instant.now().plusSeconds(3600)))
            .claim("azp", guid)
            .claim("client_id", guid)
            .claim("larder", larder("sources:write"));
    change.accept(claims);
    return sign(claims.build());
  }

  /** A good access token of a person, with one thing changed. */
  public String person(String subject, String role, Consumer<JWTClaimsSet.Builder> change) {
    JWTClaimsSet.Builder claims =
        new JWTClaimsSet.Builder()
            .issuer("https://packages.example/rspm/auth/realms/larder")
            .expirationTime(Date.from(Instant.now().plusSeconds(300)))
            .subject(subject)
            .audience(List.of("account", "larder"))
            .claim("typ", "Bearer")
            .claim("azp", "larder")
            .claim("preferred_username", "ada")
            .claim(
                "larder",
                Map.of("roles", List.of(role), "sources", List.of("1"), "repos", List.of("*")));
    change.accept(claims);
    return sign(claims.build());
  }

  public static Map<String, Object> larder(String... scopes) {
    return Map.of("scopes", List.of(scopes), "sources", List.of("1"), "repos", List.of());
  }

  private String sign(JWTClaimsSet claims) {
    try {
      SignedJWT jwt =
          new SignedJWT(
              new JWSHeader.Builder(JWSAlgorithm.ES256).keyID(key.getKeyID()).build(), claims);
      jwt.sign(new ECDSASigner(key));
      return jwt.serialize();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }
}
