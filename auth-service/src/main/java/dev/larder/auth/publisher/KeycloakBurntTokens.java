package dev.larder.auth.publisher;

import dev.larder.auth.keycloak.Guid;
import dev.larder.auth.keycloak.KeycloakLink;
import dev.larder.auth.keycloak.Pages;
import dev.larder.auth.realm.TokenRealm;
import dev.larder.auth.revocation.Revoker;
import dev.larder.auth.token.BurntTokens;
import io.lettuce.core.RedisException;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.WebApplicationException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.keycloak.admin.client.resource.ClientsResource;
import org.keycloak.representations.idm.ClientRepresentation;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Keeps what was burnt with the client that gave it, an attribute each, so that two at once don't
 * lose one. Those that ended long ago by themselves are forgotten, here and in Redis, when the
 * publisher's next one is burnt: there are never more than it gives in some hours.
 */
@Component
final class KeycloakBurntTokens implements BurntTokens {

  private static final Logger log = LoggerFactory.getLogger(KeycloakBurntTokens.class);
  private static final String BURNT = "larder.burnt.";

  /** Clocks may differ; beyond that the end alone refuses it. */
  private static final Duration REMEMBERED = Duration.ofHours(1);

  private final KeycloakLink keycloak;
  private final Revoker revoker;
  private final Clock clock;

  KeycloakBurntTokens(KeycloakLink keycloak, Revoker revoker, Clock clock) {
    this.keycloak = keycloak;
    this.revoker = revoker;
    this.clock = clock;
  }

  private ClientsResource clients() {
    return keycloak.admin().realm(TokenRealm.NAME).clients();
  }

  /** Remembers it; of a publisher that isn't there nothing is good anyway. */
  void add(OneTimeToken token) {
    try {
      change(token.guid(), Map.of(BURNT + token.id(), token.end().toString()));
      forgetEnded(token.guid());
    } catch (NotFoundException e) {
      log.info("a token of {} was burnt, which isn't there any more", token.guid());
    }
  }

  private void change(String guid, Map<String, String> attributes) {
    var change = new ClientRepresentation();
    change.setClientId(guid);
    change.setAttributes(attributes);
    clients().get(Guid.unique(guid)).update(change);
  }

  private void forgetEnded(String guid) {
    Instant longAgo = clock.instant().minus(REMEMBERED);
    List<String> ended = new ArrayList<>();
    burnt(clients().get(Guid.unique(guid)).toRepresentation())
        .forEach(
            (id, end) -> {
              if (end.isBefore(longAgo)) {
                ended.add(id);
              }
            });
    if (ended.isEmpty()) {
      return;
    }
    try {
      revoker.forget(ended);
      Map<String, String> nothing = new HashMap<>();
      ended.forEach(id -> nothing.put(BURNT + id, ""));
      change(guid, nothing);
    } catch (RedisException | WebApplicationException e) {
      // another request may just do the same; the next one tries again
      log.info("what ended of {} is forgotten later: {}", guid, e.toString());
    }
  }

  private static Map<String, Instant> burnt(ClientRepresentation client) {
    Map<String, Instant> burnt = new HashMap<>();
    Objects.requireNonNullElse(client.getAttributes(), Map.<String, String>of())
        .forEach(
            (name, end) -> {
              if (name.startsWith(BURNT)) {
                burnt.put(name.substring(BURNT.length()), Instant.parse(end));
              }
            });
    return burnt;
  }

  @Override
  public List<String> all() {
    List<String> ids = new ArrayList<>();
    Pages.forEach(
        (first, count) -> clients().findAll(Guid.PUBLISHER, null, true, first, count),
        ClientRepresentation::getClientId,
        page -> page.forEach(client -> ids.addAll(burnt(client).keySet())));
    return ids;
  }

  @Override
  public boolean has(String guid, String id) {
    try {
      return burnt(clients().get(Guid.unique(guid)).toRepresentation()).containsKey(id);
    } catch (NotFoundException e) {
      return false;
    }
  }
}
