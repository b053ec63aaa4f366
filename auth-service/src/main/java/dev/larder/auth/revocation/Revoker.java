package dev.larder.auth.revocation;

import dev.larder.auth.Outcome;
import dev.larder.auth.audit.Actor;
import dev.larder.auth.audit.Audit;
import dev.larder.auth.audit.Line;
import dev.larder.auth.keycloak.Guid;
import dev.larder.auth.token.ApiToken;
import dev.larder.auth.token.TokenStore;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Revokes tokens. A token is first disabled in Keycloak, for good, and then added to the set in
 * Redis; only then is the answer given, because only then every gateway refuses it.
 *
 * <p>While Redis can't be reached the token is disabled all the same, but two things could still
 * let it in: a gateway that reaches the Redis which this service doesn't, and a Redis that comes
 * back with an old set. So the call waits for Redis, and says after some time that the token is
 * revoked but that not every gateway may know yet. The debt stays: it is paid by {@link
 * RevocationKeeper} as soon as Redis is back; by its rebuild, if Redis was started anew; and by the
 * rebuild at the start of this service, if that was started anew. A gateway without Redis, or with
 * one whose set isn't marked as complete, asks this service for each token, and is told Keycloak's
 * answer.
 */
@Component
public final class Revoker {

  private static final Logger log = LoggerFactory.getLogger(Revoker.class);

  private final TokenStore store;
  private final RevokedSet set;
  private final Audit audit;
  private final RedisPatience patience;
  private final Set<String> owed = ConcurrentHashMap.newKeySet();

  Revoker(TokenStore store, RevokedSet set, Audit audit, RedisPatience patience) {
    this.store = store;
    this.set = set;
    this.audit = audit;
    this.patience = patience;
  }

  /** A token that is refused everywhere from now on. */
  record Revoked(String guid, String description) {}

  /** Revokes the token with this id; once more does no harm. */
  Outcome<Revoked> revoke(String guid, Actor actor) {
    Optional<ApiToken> found = Guid.of(guid).flatMap(store::find);
    if (found.isEmpty()) {
      return Outcome.refused(
          404,
          "token '%s' does not exist; 'larder list tokens' shows those that do".formatted(guid));
    }
    ApiToken token = found.get();
    if (token.kind() == ApiToken.Kind.PUBLISHER) {
      return Outcome.refused(
          409,
          "token '%s' is a trusted publisher's: 'larder delete publisher' ends what it gave"
              .formatted(guid));
    }
    if (!token.revoked()) {
      store.revoke(guid);
      audit.later(actor, new Line("revoke-token", guid, token.description()));
      log.info("token {} disabled in Keycloak", guid);
    }
    return refusedEverywhere(List.of(guid))
        ? Outcome.done(new Revoked(guid, token.description()))
        : Outcome.refused(
            503,
            "token '%s' is revoked, but Redis can't be reached, so not every gateway may know yet; each will as soon as Redis is back, or repeat the call to be told"
                .formatted(guid));
  }

  /**
   * Has every gateway refuse these tokens, which are disabled in Keycloak; false where Redis stayed
   * away so long that it is owed.
   */
  public boolean refusedEverywhere(List<String> guids) {
    owed.addAll(guids);
    return patience.written("tokens " + guids, this::payDebts);
  }

  /** Takes out of Redis what ended by itself long ago. Fails when Redis is away. */
  public void forget(List<String> ids) {
    set.forget(ids);
  }

  /** Writes to Redis what couldn't be written before. */
  void payDebts() {
    var debts = List.copyOf(owed);
    set.add(debts);
    owed.removeAll(debts);
  }
}
