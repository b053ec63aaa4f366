package dev.larder.auth.publisher;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.nimbusds.jwt.JWTClaimsSet;
import dev.larder.messaging.Keys;
import dev.larder.messaging.Redis;
import io.lettuce.core.SetArgs;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * The OIDC tokens that were exchanged, in Redis, until they end. Fails with {@code RedisException}
 * when Redis is away: a token that may have been used before is never taken.
 */
@Component
final class Used {

  /** Clocks may differ by some seconds. */
  private static final Duration LONGER = Duration.ofMinutes(2);

  private final Redis redis;
  private final Clock clock;

  Used(Redis redis, Clock clock) {
    this.redis = redis;
    this.clock = clock;
  }

  /**
   * Uses a token up; empty where it was used before.
   *
   * @param signed the text that was signed, which names a token that has no id; the signature may
   *     be written in more than one way
   */
  Optional<String> use(JWTClaimsSet claims, String signed) {
    String key =
        Keys.EXCHANGED
            + sha256(
                claims.getIssuer()
                    + "\n"
                    + Optional.ofNullable(claims.getJWTID()).orElse("without id:" + signed));
    Duration left =
        Duration.between(clock.instant(), claims.getExpirationTime().toInstant()).plus(LONGER);
    return redis.commands().set(key, "", SetArgs.Builder.nx().px(left)) != null
        ? Optional.of(key)
        : Optional.empty();
  }

  /** Nothing was given for it, so it may be used once more. */
  void giveBack(String key) {
    redis.commands().del(key);
  }

  private static String sha256(String text) {
    try {
      return HexFormat.of()
          .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
