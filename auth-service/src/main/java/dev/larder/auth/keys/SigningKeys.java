package dev.larder.auth.keys;

import dev.larder.auth.keycloak.KeycloakLink;
import dev.larder.auth.realm.PeopleRealm;
import dev.larder.auth.realm.RealmKeeper;
import dev.larder.auth.realm.TokenRealm;
import dev.larder.messaging.Keys;
import dev.larder.messaging.Redis;
import io.lettuce.core.RedisException;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.WebApplicationException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * The keys that token signatures are checked with (a JWK set, RFC 7517), and their copy in Redis.
 */
@Component
public final class SigningKeys {

  private static final Duration COPY_EVERY = Duration.ofMinutes(10);

  private final KeycloakLink keycloak;
  private final RealmKeeper realm;
  private final Redis redis;
  private final Clock clock;
  private volatile String known;
  private Instant copied = Instant.MIN;
  private int copiedSetup;

  SigningKeys(KeycloakLink keycloak, RealmKeeper realm, Redis redis, Clock clock) {
    this.keycloak = keycloak;
    this.realm = realm;
    this.redis = redis;
    this.clock = clock;
  }

  /** Asks Keycloak for the keys. Fails if it is away; finds out, too, whether a realm is lost. */
  public String fetch() {
    try {
      known = KeySet.of(List.of(keycloak.keys(TokenRealm.NAME), keycloak.keys(PeopleRealm.NAME)));
      return known;
    } catch (NotFoundException e) {
      realm.lost();
      throw e;
    }
  }

  /**
   * The newest keys that can be had: Keycloak's or, while it is away, those known here or in Redis.
   */
  public Optional<String> newest() {
    try {
      return Optional.of(fetch());
    } catch (ProcessingException | WebApplicationException e) {
      return Optional.ofNullable(known).or(this::copy);
    }
  }

  private Optional<String> copy() {
    try {
      return Optional.ofNullable(redis.commands().get(Keys.TOKEN_KEYS));
    } catch (RedisException e) {
      return Optional.empty();
    }
  }

  /** Copies the keys to Redis if the copy is missing, ten minutes old, or older than the realm. */
  public void copyIfDue() {
    Instant now = clock.instant();
    int setup = realm.setups();
    var commands = redis.commands();
    if (setup != copiedSetup
        || copied.isBefore(now.minus(COPY_EVERY))
        || commands.exists(Keys.TOKEN_KEYS) == 0) {
      commands.set(Keys.TOKEN_KEYS, fetch());
      copied = now;
      copiedSetup = setup;
    }
  }
}
