package dev.larder.auth.token;

import dev.larder.auth.keycloak.Guid;
import dev.larder.auth.keycloak.KeycloakLink;
import dev.larder.auth.keycloak.Pages;
import dev.larder.auth.realm.TokenRealm;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.WebApplicationException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.keycloak.admin.client.resource.ClientsResource;
import org.keycloak.representations.idm.ClientRepresentation;
import org.springframework.stereotype.Component;

/**
 * Keeps tokens as clients of the realm {@code larder-tokens}: the client's id and its clientId are
 * the guid.
 */
@Component
final class KeycloakTokenStore implements TokenStore {

  private final KeycloakLink keycloak;
  private final ClientShape shape;

  KeycloakTokenStore(KeycloakLink keycloak, ClientShape shape) {
    this.keycloak = keycloak;
    this.shape = shape;
  }

  private ClientsResource clients() {
    return keycloak.admin().realm(TokenRealm.NAME).clients();
  }

  @Override
  public void add(ApiToken token, Duration lifespan, String secret) {
    try (var response = clients().create(shape.client(token, lifespan, secret))) {
      if (response.getStatus() != 201) {
        throw new WebApplicationException(response.getStatus());
      }
    }
  }

  @Override
  public String mint(String guid, String secret) {
    return keycloak.mint(TokenRealm.NAME, guid, secret);
  }

  @Override
  public void remove(String guid) {
    try {
      clients().get(Guid.unique(guid)).remove();
    } catch (NotFoundException e) {
      // it is what was wanted
    }
  }

  @Override
  public Optional<ApiToken> find(String guid) {
    try {
      return shape
          .token(clients().get(Guid.unique(guid)).toRepresentation())
          .filter(token -> token.guid().equals(guid));
    } catch (NotFoundException e) {
      return Optional.empty();
    }
  }

  @Override
  public void revoke(String guid) {
    var change = new ClientRepresentation();
    change.setClientId(guid);
    change.setEnabled(false);
    clients().get(Guid.unique(guid)).update(change);
  }

  @Override
  public void used(String guid, Instant instant) {
    var change = new ClientRepresentation();
    change.setClientId(guid);
    change.setAttributes(Map.of(ClientShape.USED, instant.toString()));
    clients().get(Guid.unique(guid)).update(change);
  }

  @Override
  public void forEachPage(Consumer<List<ApiToken>> page) {
    Pages.forEach(
        (first, count) -> clients().findAll(null, null, null, first, count),
        ClientRepresentation::getClientId,
        clients -> page.accept(clients.stream().flatMap(c -> shape.token(c).stream()).toList()));
  }
}
