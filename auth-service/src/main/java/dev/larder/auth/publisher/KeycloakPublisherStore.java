package dev.larder.auth.publisher;

import dev.larder.auth.keycloak.Guid;
import dev.larder.auth.keycloak.KeycloakLink;
import dev.larder.auth.keycloak.Pages;
import dev.larder.auth.realm.TokenRealm;
import dev.larder.auth.token.ApiToken;
import dev.larder.auth.token.ClientShape;
import dev.larder.auth.token.Grant;
import dev.larder.auth.token.ProjectPattern;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.WebApplicationException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.keycloak.admin.client.resource.ClientsResource;
import org.keycloak.representations.idm.ClientRepresentation;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Keeps publishers, and unions of several, as clients of the realm {@code larder-tokens} beside
 * those of tokens; all of them are found by what their clientId begins with.
 */
@Component
final class KeycloakPublisherStore implements PublisherStore {

  /** How long a token lasts that a publisher gives (RTP-3). */
  static final Duration LIFESPAN = Duration.ofSeconds(900);

  private static final int CONFLICT = 409;

  private final KeycloakLink keycloak;
  private final ClientShape shape;
  private final JsonMapper json;
  private final Clock clock;

  KeycloakPublisherStore(KeycloakLink keycloak, ClientShape shape, JsonMapper json, Clock clock) {
    this.keycloak = keycloak;
    this.shape = shape;
    this.json = json;
    this.clock = clock;
  }

  /**
   * What is kept with a client.
   *
   * @param members the publishers of a union; empty for a publisher
   */
  private record Kept(
      String source,
      String project,
      String issuer,
      Map<String, String> claims,
      List<String> members) {}

  private ClientsResource clients() {
    return keycloak.admin().realm(TokenRealm.NAME).clients();
  }

  @Override
  public void add(Publisher publisher) {
    create(
        publisher.guid(),
        Publishers.grant(List.of(publisher)),
        publisher.created(),
        new Kept(
            publisher.source(),
            publisher.project().text(),
            publisher.issuer(),
            publisher.claims(),
            List.of()));
  }

  @Override
  public void addUnion(String guid, List<String> members, Grant grant) {
    create(guid, grant, clock.instant(), new Kept("", "", "", Map.of(), members));
  }

  private void create(String guid, Grant grant, Instant created, Kept kept) {
    var token =
        new ApiToken(
            guid,
            "trusted publisher",
            grant,
            created,
            Optional.empty(),
            false,
            Optional.empty(),
            ApiToken.Kind.PUBLISHER);
    // without a secret of ours Keycloak makes one, which is asked for when a token is wanted
    ClientRepresentation client = shape.client(token, LIFESPAN, null);
    client.getAttributes().put(ClientShape.PUBLISHER, json.writeValueAsString(kept));
    try (var response = clients().create(client)) {
      // a union that another request has made meanwhile is the same
      if (response.getStatus() != 201
          && (response.getStatus() != CONFLICT || kept.members().isEmpty())) {
        throw new WebApplicationException(response.getStatus());
      }
    }
  }

  @Override
  public List<Publisher> all() {
    var found = new LinkedHashMap<String, Publisher>();
    forEach(
        client -> {
          if (client.isEnabled()) {
            publisher(client).ifPresent(publisher -> found.put(publisher.guid(), publisher));
          }
        });
    return List.copyOf(found.values());
  }

  @Override
  public Optional<Publisher> find(String guid) {
    return client(guid).flatMap(this::publisher);
  }

  @Override
  public boolean isActive(String guid) {
    return client(guid).map(ClientRepresentation::isEnabled).orElse(false);
  }

  @Override
  public List<String> unionsOf(String guid) {
    var found = new ArrayList<String>();
    forEach(
        client ->
            kept(client)
                .filter(kept -> kept.members().contains(guid))
                .ifPresent(_ -> found.add(client.getClientId())));
    return found;
  }

  @Override
  public void end(String guid) {
    var change = new ClientRepresentation();
    change.setClientId(guid);
    change.setEnabled(false);
    clients().get(Guid.unique(guid)).update(change);
  }

  @Override
  public String mint(String guid) {
    String secret = clients().get(Guid.unique(guid)).getSecret().getValue();
    return keycloak.mint(TokenRealm.NAME, guid, secret);
  }

  private Optional<ClientRepresentation> client(String guid) {
    try {
      return Optional.of(clients().get(Guid.unique(guid)).toRepresentation())
          .filter(client -> client.getClientId().equals(guid));
    } catch (NotFoundException e) {
      return Optional.empty();
    }
  }

  private void forEach(Consumer<ClientRepresentation> consumer) {
    Pages.forEach(
        (first, count) -> clients().findAll(Guid.PUBLISHER, null, true, first, count),
        ClientRepresentation::getClientId,
        page -> page.forEach(consumer));
  }

  private Optional<Kept> kept(ClientRepresentation client) {
    return Optional.ofNullable(client.getAttributes())
        .map(attributes -> attributes.get(ClientShape.PUBLISHER))
        .map(text -> json.readValue(text, Kept.class));
  }

  private Optional<Publisher> publisher(ClientRepresentation client) {
    return kept(client)
        .filter(kept -> kept.members().isEmpty())
        .map(kept -> publisher(client, kept));
  }

  private Publisher publisher(ClientRepresentation client, Kept kept) {
    SortedMap<String, String> claims = new TreeMap<>(kept.claims());
    return new Publisher(
        client.getClientId(),
        kept.source(),
        new ProjectPattern(kept.project()),
        kept.issuer(),
        claims,
        shape.token(client).orElseThrow().created());
  }
}
