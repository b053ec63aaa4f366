package dev.larder.auth.realm;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.keycloak.representations.idm.ClientRepresentation;
import org.keycloak.representations.idm.ProtocolMapperRepresentation;

/**
 * The client that people sign in to: public, by device (RFC 8628) or by a browser that comes back
 * to this machine (RFC 8252), with PKCE (RFC 7636) in either case. It needs no client scope: its
 * own mappers write all that the gateway reads.
 */
final class PeopleClient {

  static final String ID = "larder";

  private static final String LOOPBACK = "http://127.0.0.1/*";

  private static final Map<String, String> ATTRIBUTES =
      Map.of(
          "oauth2.device.authorization.grant.enabled", "true",
          "access.token.signed.response.alg", "ES256",
          "pkce.code.challenge.method", "S256");

  private PeopleClient() {}

  static ClientRepresentation fresh() {
    var client = new ClientRepresentation();
    client.setClientId(ID);
    client.setName("Larder");
    client.setEnabled(true);
    client.setDefaultClientScopes(List.of());
    client.setOptionalClientScopes(List.of());
    client.setWebOrigins(List.of());
    client.setProtocolMappers(mappers());
    setRight(client);
    return client;
  }

  /** Gives it what sign-in rests on and leaves the rest. False where nothing was amiss. */
  static boolean setRight(ClientRepresentation client) {
    Map<String, String> attributes =
        new HashMap<>(Objects.requireNonNullElse(client.getAttributes(), Map.of()));
    List<String> redirects =
        new ArrayList<>(Objects.requireNonNullElse(client.getRedirectUris(), List.of()));
    boolean right =
        Boolean.TRUE.equals(client.isPublicClient())
            && Boolean.TRUE.equals(client.isStandardFlowEnabled())
            && Boolean.FALSE.equals(client.isImplicitFlowEnabled())
            && Boolean.FALSE.equals(client.isDirectAccessGrantsEnabled())
            && Boolean.FALSE.equals(client.isFullScopeAllowed())
            && attributes.entrySet().containsAll(ATTRIBUTES.entrySet())
            && redirects.contains(LOOPBACK);
    if (right) {
      return false;
    }
    client.setPublicClient(true);
    client.setStandardFlowEnabled(true);
    client.setImplicitFlowEnabled(false);
    client.setDirectAccessGrantsEnabled(false);
    client.setFullScopeAllowed(false);
    attributes.putAll(ATTRIBUTES);
    client.setAttributes(attributes);
    if (!redirects.contains(LOOPBACK)) {
      redirects.add(LOOPBACK);
    }
    client.setRedirectUris(redirects);
    return true;
  }

  /**
   * What writes the claims. A dot in a claim's name is a step down (Keycloak 26), so three of them
   * make one claim {@code larder}; what has no value is left out of it.
   */
  static List<ProtocolMapperRepresentation> mappers() {
    return List.of(
        mapper("larder subject", "oidc-sub-mapper", Map.of()),
        mapper(
            "larder name",
            "oidc-usermodel-attribute-mapper",
            Map.of(
                "user.attribute", "username",
                "claim.name", "preferred_username",
                "jsonType.label", "String")),
        mapper("larder audience", "oidc-audience-mapper", Map.of("included.custom.audience", ID)),
        mapper(
            "larder roles",
            "oidc-usermodel-realm-role-mapper",
            Map.of(
                "claim.name", "larder.roles",
                "jsonType.label", "String",
                "multivalued", "true")),
        reach("larder sources", PeopleRealm.SOURCES),
        reach("larder repos", PeopleRealm.REPOS));
  }

  private static ProtocolMapperRepresentation reach(String name, String attribute) {
    return mapper(
        name,
        "oidc-usermodel-attribute-mapper",
        Map.of(
            "user.attribute", attribute,
            "claim.name", attribute,
            "jsonType.label", "String",
            "multivalued", "true",
            "aggregate.attrs", "true"));
  }

  private static ProtocolMapperRepresentation mapper(
      String name, String kind, Map<String, String> more) {
    var mapper = new ProtocolMapperRepresentation();
    mapper.setName(name);
    mapper.setProtocol("openid-connect");
    mapper.setProtocolMapper(kind);
    Map<String, String> config = new HashMap<>(more);
    config.put("access.token.claim", "true");
    config.put("id.token.claim", "false");
    config.put("userinfo.token.claim", "false");
    config.put("introspection.token.claim", "true");
    mapper.setConfig(config);
    return mapper;
  }

  /** Whether a mapper that is there does what this one does. */
  static boolean same(ProtocolMapperRepresentation there, ProtocolMapperRepresentation wanted) {
    return there.getProtocolMapper().equals(wanted.getProtocolMapper())
        && there.getConfig().entrySet().containsAll(wanted.getConfig().entrySet());
  }
}
