package dev.larder.auth.owner;

import dev.larder.auth.keycloak.Guid;
import dev.larder.auth.keycloak.KeycloakLink;
import dev.larder.auth.keycloak.Pages;
import dev.larder.auth.realm.TokenRealm;
import jakarta.ws.rs.NotFoundException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.keycloak.admin.client.resource.ClientsResource;
import org.keycloak.representations.idm.ClientRepresentation;
import org.springframework.stereotype.Component;

/** Which person a token ends with: an attribute of the token's client in Keycloak. */
@Component
public final class Ownership {

  private static final String OWNER = "larder.owner";

  private final KeycloakLink keycloak;

  Ownership(KeycloakLink keycloak) {
    this.keycloak = keycloak;
  }

  /**
   * A token that somebody owns.
   *
   * @param owner their subject
   */
  public record Owned(String guid, String owner, boolean revoked) {}

  private ClientsResource clients() {
    return keycloak.admin().realm(TokenRealm.NAME).clients();
  }

  /** Has a token, which nobody was given yet, end with this person. */
  public void give(String guid, String subject) {
    var client = clients().get(guid).toRepresentation();
    Map<String, String> attributes = new TreeMap<>(client.getAttributes());
    attributes.put(OWNER, subject);
    client.setAttributes(attributes);
    clients().get(guid).update(client);
  }

  /** The person whom a token ends with. */
  public Optional<String> ownerOf(String guid) {
    try {
      return Guid.of(guid)
          .flatMap(good -> owned(clients().get(good).toRepresentation()))
          .map(Owned::owner);
    } catch (NotFoundException e) {
      return Optional.empty();
    }
  }

  /** The tokens that end with this person, whether they were revoked. */
  public Collection<Owned> of(String subject) {
    Map<String, Owned> found = new HashMap<>();
    Pages.forEach(
        (first, count) ->
            keycloak.clients(TokenRealm.NAME).find(OWNER + ":" + subject, first, count),
        ClientRepresentation::getClientId,
        clients ->
            clients.stream()
                .flatMap(client -> owned(client).stream())
                .filter(token -> token.owner().equals(subject))
                .forEach(token -> found.put(token.guid(), token)));
    return found.values();
  }

  /** Hands over all tokens that end with somebody, page by page; one may come twice. */
  public void forEachPage(Consumer<List<Owned>> page) {
    Pages.forEach(
        (first, count) -> clients().findAll(null, null, null, first, count),
        ClientRepresentation::getClientId,
        clients -> page.accept(clients.stream().flatMap(c -> owned(c).stream()).toList()));
  }

  private static Optional<Owned> owned(ClientRepresentation client) {
    return Optional.ofNullable(client.getAttributes())
        .map(attributes -> attributes.get(OWNER))
        .map(owner -> new Owned(client.getClientId(), owner, !client.isEnabled()));
  }
}
