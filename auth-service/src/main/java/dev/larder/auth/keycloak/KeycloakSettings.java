package dev.larder.auth.keycloak;

import dev.larder.auth.Settings;
import java.net.URI;
import java.time.Duration;
import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where Keycloak is, and its administrator (of the realm {@code master}).
 *
 * @param connectTimeout how long a connection may take to be made
 * @param readTimeout how long an answer may take
 */
@ConfigurationProperties("larder.keycloak")
public record KeycloakSettings(
    URI url,
    String user,
    String password,
    @DefaultValue("2s") Duration connectTimeout,
    @DefaultValue("30s") Duration readTimeout) {

  public KeycloakSettings {
    Settings.url("LARDER_KEYCLOAK_URL", url, Set.of("http", "https"));
    Settings.needed("LARDER_KEYCLOAK_USER", user);
    Settings.needed("LARDER_KEYCLOAK_PASSWORD", password);
  }
}
