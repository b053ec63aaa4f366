package dev.larder.auth.token;

import dev.larder.auth.keycloak.Guid;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.keycloak.representations.idm.ClientRepresentation;
import org.keycloak.representations.idm.ProtocolMapperRepresentation;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * A token as a Keycloak client: confidential, with a service account and no client scopes, one
 * mapper that writes the claim {@code larder}, and everything that a list shows in its attributes.
 */
@Component
public final class ClientShape {

  /** The attribute that makes a client a trusted publisher's. */
  public static final String PUBLISHER = "larder.publisher";

  static final String USED = "larder.used";

  private static final String CREATED = "larder.created";
  private static final String DESCRIPTION = "larder.description";
  private static final String EXPIRES = "larder.expires";
  private static final String GRANT = "larder.grant";

  private final JsonMapper json;

  ClientShape(JsonMapper json) {
    this.json = json;
  }

  public ClientRepresentation client(ApiToken token, Duration lifespan, String secret) {
    var client = new ClientRepresentation();
    client.setId(Guid.unique(token.guid()));
    client.setClientId(token.guid());
    client.setSecret(secret);
    client.setEnabled(!token.revoked());
    client.setPublicClient(false);
    client.setServiceAccountsEnabled(true);
    client.setStandardFlowEnabled(false);
    client.setDirectAccessGrantsEnabled(false);
    client.setFullScopeAllowed(false);
    client.setDefaultClientScopes(List.of());
    client.setOptionalClientScopes(List.of());
    String grant = json.writeValueAsString(token.grant());
    client.setProtocolMappers(List.of(claim("larder", grant)));
    Map<String, String> attributes = new TreeMap<>();
    attributes.put("access.token.lifespan", String.valueOf(lifespan.toSeconds()));
    attributes.put(DESCRIPTION, token.description());
    attributes.put(CREATED, token.created().toString());
    attributes.put(GRANT, grant);
    token.expires().ifPresent(end -> attributes.put(EXPIRES, end.toString()));
    client.setAttributes(attributes);
    return client;
  }

  private static ProtocolMapperRepresentation claim(String name, String value) {
    var mapper = new ProtocolMapperRepresentation();
    mapper.setName(name);
    mapper.setProtocol("openid-connect");
    mapper.setProtocolMapper("oidc-hardcoded-claim-mapper");
    mapper.setConfig(
        Map.of(
            "claim.name", name,
            "claim.value", value,
            "jsonType.label", "JSON",
            "access.token.claim", "true",
            "id.token.claim", "false",
            "userinfo.token.claim", "false",
            "introspection.token.claim", "false"));
    return mapper;
  }

  /** The token that this client is; empty for clients that Keycloak brings along. */
  public Optional<ApiToken> token(ClientRepresentation client) {
    Map<String, String> attributes = client.getAttributes();
    if (attributes == null || !attributes.containsKey(GRANT)) {
      return Optional.empty();
    }
    return Optional.of(
        new ApiToken(
            client.getClientId(),
            attributes.getOrDefault(DESCRIPTION, ""),
            json.readValue(attributes.get(GRANT), Grant.class),
            Instant.parse(attributes.get(CREATED)),
            Optional.ofNullable(attributes.get(EXPIRES)).map(Instant::parse),
            !client.isEnabled(),
            Optional.ofNullable(attributes.get(USED)).map(Instant::parse),
            attributes.containsKey(PUBLISHER) ? ApiToken.Kind.PUBLISHER : ApiToken.Kind.OWNER));
  }
}
