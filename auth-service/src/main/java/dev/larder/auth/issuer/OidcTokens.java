package dev.larder.auth.issuer;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.RateLimitReachedException;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import java.io.IOException;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Checks OIDC tokens of CI systems against the keys of their issuers (RTP-2). */
@Component
public final class OidcTokens {

  private static final Logger log = LoggerFactory.getLogger(OidcTokens.class);
  private static final int LONGEST = 16 * 1024;
  private static final Duration SKEW = Duration.ofSeconds(30);

  /** Of those that last longer it would have to be remembered for longer that they were used. */
  private static final Duration LONGEST_LIFE = Duration.ofDays(1);

  private static final Set<JWSAlgorithm> ALGORITHMS =
      Set.of(
          JWSAlgorithm.RS256,
          JWSAlgorithm.RS384,
          JWSAlgorithm.RS512,
          JWSAlgorithm.PS256,
          JWSAlgorithm.PS384,
          JWSAlgorithm.PS512,
          JWSAlgorithm.ES256,
          JWSAlgorithm.ES384,
          JWSAlgorithm.ES512);

  private final PublishingSettings settings;
  private final IssuerKeys keys;
  private final Clock clock;

  OidcTokens(PublishingSettings settings, Clock clock) {
    this.settings = settings;
    this.keys = new IssuerKeys(new Fetcher(settings.timeout()), settings.timeout(), clock);
    this.clock = clock;
  }

  /** What a token turned out to be. */
  public sealed interface Checked {
    /** Signed by its issuer, for this server and for now. */
    record Good(JWTClaimsSet claims) implements Checked {}

    /**
     * @param why one clause for whoever sent it
     */
    record Bad(String why) implements Checked {}

    /** The issuer gives no keys now. */
    record NoKeys() implements Checked {}
  }

  /** A text as a token that is signed as it may be; nothing of it is believed yet. */
  public static Optional<SignedJWT> parse(String text) {
    if (text.length() > LONGEST) {
      return Optional.empty();
    }
    try {
      SignedJWT jwt = SignedJWT.parse(text);
      return ALGORITHMS.contains(jwt.getHeader().getAlgorithm()) && jwt.getJWTClaimsSet() != null
          ? Optional.of(jwt)
          : Optional.empty();
    } catch (ParseException e) {
      return Optional.empty();
    }
  }

  /**
   * Checks signature, issuer, audience and times.
   *
   * @param issuer one that a publisher has; no other is ever connected to
   */
  public Checked check(SignedJWT jwt, String issuer) {
    try {
      JWTClaimsSet claims = processor(keys.of(issuer), issuer).process(jwt, null);
      return lifetime(claims)
          .<Checked>map(Checked.Bad::new)
          .orElseGet(() -> new Checked.Good(claims));
    } catch (RateLimitReachedException e) {
      return new Checked.Bad(
          "its key isn't among those of its issuer, who was asked for them a moment ago");
    } catch (IOException | KeySourceException e) {
      log.warn("the keys of issuer {} can't be had: {}", issuer, e.toString());
      return new Checked.NoKeys();
    } catch (BadJOSEException | JOSEException e) {
      return new Checked.Bad(String.valueOf(e.getMessage()));
    }
  }

  private DefaultJWTProcessor<SecurityContext> processor(
      JWKSource<SecurityContext> source, String issuer) {
    var processor = new DefaultJWTProcessor<SecurityContext>();
    processor.setJWSKeySelector(new JWSVerificationKeySelector<>(ALGORITHMS, source));
    var verifier =
        new DefaultJWTClaimsVerifier<SecurityContext>(
            settings.audience(),
            new JWTClaimsSet.Builder().issuer(issuer).build(),
            Set.of("exp", "iat")) {
          @Override
          protected Date currentTime() {
            return Date.from(clock.instant());
          }
        };
    verifier.setMaxClockSkew((int) SKEW.toSeconds());
    processor.setJWTClaimsSetVerifier(verifier);
    return processor;
  }

  private Optional<String> lifetime(JWTClaimsSet claims) {
    Instant now = clock.instant();
    if (claims.getIssueTime().toInstant().isAfter(now.plus(SKEW))) {
      return Optional.of("it was issued in the future");
    }
    return claims.getExpirationTime().toInstant().isAfter(now.plus(LONGEST_LIFE))
        ? Optional.of("it lasts longer than a day")
        : Optional.empty();
  }
}
