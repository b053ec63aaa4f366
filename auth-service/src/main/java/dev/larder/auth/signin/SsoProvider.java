package dev.larder.auth.signin;

import dev.larder.auth.keycloak.KeycloakLink;
import dev.larder.auth.realm.PeopleRealm;
import jakarta.ws.rs.BadRequestException;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.WebApplicationException;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.keycloak.admin.client.resource.IdentityProvidersResource;
import org.keycloak.representations.idm.IdentityProviderRepresentation;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * The company's own provider as Keycloak has it: the identity provider {@code sso} of the realm
 * {@code larder}. What the settings and the provider's discovery document say is kept true; what
 * else an administrator sets there stays.
 */
@Component
final class SsoProvider {

  static final String ALIAS = "sso";

  private static final Logger log = LoggerFactory.getLogger(SsoProvider.class);
  private static final String OURS = "larderManaged";

  private final KeycloakLink keycloak;
  private final SsoSettings settings;

  SsoProvider(KeycloakLink keycloak, SsoSettings settings) {
    this.keycloak = keycloak;
    this.settings = settings;
  }

  private IdentityProvidersResource providers() {
    return keycloak.admin().realm(PeopleRealm.NAME).identityProviders();
  }

  /**
   * Makes it what the settings say; without settings one that was made here is closed.
   *
   * @throws WebApplicationException when Keycloak can't read the discovery document
   */
  void ensure() {
    Optional<IdentityProviderRepresentation> there = find();
    if (!settings.isSet()) {
      there.filter(SsoProvider::isOursAndOpen).ifPresent(this::close);
      return;
    }
    Map<String, String> config = discovered();
    config.put("clientId", settings.clientId());
    config.put("clientSecret", settings.clientSecret());
    config.put("defaultScope", settings.scopes());
    config.put(OURS, "true");
    if (there.isEmpty()) {
      create(config);
    } else {
      update(there.get(), config);
    }
    new SsoGroups(providers().get(ALIAS)).ensure(settings);
    open();
  }

  /** Last, so that nobody signs in by it who isn't put into their groups. */
  private void open() {
    var provider = providers().get(ALIAS).toRepresentation();
    if (!provider.isEnabled()) {
      provider.setEnabled(true);
      providers().get(ALIAS).update(provider);
    }
    log.info("people may sign in by {}", settings.issuer());
  }

  private Optional<IdentityProviderRepresentation> find() {
    try {
      return Optional.of(providers().get(ALIAS).toRepresentation());
    } catch (NotFoundException e) {
      return Optional.empty();
    }
  }

  private static boolean isOursAndOpen(IdentityProviderRepresentation provider) {
    return provider.isEnabled() && "true".equals(provider.getConfig().get(OURS));
  }

  private void close(IdentityProviderRepresentation provider) {
    provider.setEnabled(false);
    providers().get(ALIAS).update(provider);
    log.info("sign-in by the company's provider is closed: it isn't configured any more");
  }

  private Map<String, String> discovered() {
    Map<String, Object> question = Map.of("providerId", "oidc", "fromUrl", settings.discovery());
    try {
      return new HashMap<>(providers().importFrom(question));
    } catch (BadRequestException e) {
      throw new IllegalStateException(
          settings.discovery() + " is no discovery document that Keycloak can read", e);
    }
  }

  private void create(Map<String, String> config) {
    var provider = new IdentityProviderRepresentation();
    provider.setAlias(ALIAS);
    provider.setProviderId("oidc");
    provider.setDisplayName("Single sign-on");
    provider.setEnabled(false);
    // who is told apart by an address must have shown to the provider that it is theirs
    provider.setTrustEmail(false);
    config.put("clientAuthMethod", "client_secret_post");
    config.put("pkceEnabled", "true");
    config.put("pkceMethod", "S256");
    config.put("syncMode", "IMPORT");
    provider.setConfig(config);
    try (var response = providers().create(provider)) {
      int status = response.getStatus();
      if (status / 100 != 2 && status != 409) {
        throw new WebApplicationException(status);
      }
    }
  }

  private void update(IdentityProviderRepresentation provider, Map<String, String> config) {
    Map<String, String> all =
        new HashMap<>(Objects.requireNonNullElse(provider.getConfig(), Map.of()));
    all.putAll(config);
    provider.setConfig(all);
    providers().get(ALIAS).update(provider);
  }
}
