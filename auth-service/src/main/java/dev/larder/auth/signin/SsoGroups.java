package dev.larder.auth.signin;

import jakarta.ws.rs.WebApplicationException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.keycloak.admin.client.resource.IdentityProviderResource;
import org.keycloak.representations.idm.IdentityProviderMapperRepresentation;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;

/**
 * Puts whoever signs in by the company's provider into our groups for their groups there, and takes
 * them out again when they have left those: a mapper of Keycloak's for each pair, which it applies
 * at every sign-in. Mappers that somebody else made stay.
 */
final class SsoGroups {

  private static final Logger log = LoggerFactory.getLogger(SsoGroups.class);
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String OURS = "larder group: ";
  private static final String MAPPER = "oidc-advanced-group-idp-mapper";

  private final IdentityProviderResource provider;

  SsoGroups(IdentityProviderResource provider) {
    this.provider = provider;
  }

  private record Claim(String key, String value) {}

  /** Makes the mappers what the settings say. May be run at any time. */
  void ensure(SsoSettings settings) {
    Map<String, IdentityProviderMapperRepresentation> surplus = new HashMap<>();
    provider.getMappers().stream()
        .filter(mapper -> mapper.getName().startsWith(OURS))
        .forEach(mapper -> surplus.put(mapper.getName(), mapper));
    Map<String, IdentityProviderMapperRepresentation> wanted = new TreeMap<>();
    // several groups of the company may be one of ours; whoever is in any of them is in it
    for (SsoSettings.Mapping mapping : settings.mappings()) {
      var mapper = mapper(settings, mapping);
      wanted.put(mapper.getName(), mapper);
    }
    wanted.forEach(
        (name, mapper) -> {
          var there = surplus.remove(name);
          if (there == null) {
            add(mapper);
          } else if (!there.getConfig().entrySet().containsAll(mapper.getConfig().entrySet())) {
            mapper.setId(there.getId());
            provider.update(there.getId(), mapper);
          }
        });
    surplus.values().forEach(mapper -> provider.delete(mapper.getId()));
    log.info("groups of the company that are groups here: {}", wanted.keySet());
  }

  private static IdentityProviderMapperRepresentation mapper(
      SsoSettings settings, SsoSettings.Mapping mapping) {
    var mapper = new IdentityProviderMapperRepresentation();
    mapper.setName("%s%s is %s".formatted(OURS, mapping.company(), mapping.ours()));
    mapper.setIdentityProviderAlias(SsoProvider.ALIAS);
    mapper.setIdentityProviderMapper(MAPPER);
    Map<String, String> config = new HashMap<>();
    config.put(
        "claims",
        JSON.writeValueAsString(List.of(new Claim(settings.groupsClaim(), mapping.company()))));
    config.put("are.claim.values.regex", "false");
    config.put("group", "/" + mapping.ours());
    config.put("syncMode", "FORCE");
    mapper.setConfig(config);
    return mapper;
  }

  private void add(IdentityProviderMapperRepresentation mapper) {
    try (var response = provider.addMapper(mapper)) {
      int status = response.getStatus();
      // another replica may have made it meanwhile
      if (status / 100 != 2 && status != 409) {
        throw new WebApplicationException(status);
      }
    }
  }
}
