package dev.larder.auth.signin;

import dev.larder.auth.Settings;
import java.net.URI;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * A company's own OpenID provider, if there is one: all three are set or none.
 *
 * @param issuer its address; its discovery document lies under it
 */
@ConfigurationProperties("larder.oidc")
public record SsoSettings(URI issuer, String clientId, String clientSecret) {

  public SsoSettings {
    issuer = issuer == null || issuer.toString().isBlank() ? null : issuer;
    boolean any =
        issuer != null
            || Stream.of(text(clientId), text(clientSecret)).anyMatch(value -> !value.isBlank());
    if (any) {
      Settings.url("LARDER_OIDC_ISSUER", issuer, Set.of("http", "https"));
      Settings.needed("LARDER_OIDC_CLIENT_ID", clientId);
      Settings.needed("LARDER_OIDC_CLIENT_SECRET", clientSecret);
    }
  }

  private static String text(String value) {
    return value == null ? "" : value;
  }

  /** Whether there is one. */
  boolean isSet() {
    return issuer != null;
  }

  /** Where it describes itself (OpenID Connect Discovery 1.0, section 4). */
  String discovery() {
    return issuer.toString().replaceAll("/+$", "") + "/.well-known/openid-configuration";
  }

  /** Without the secret. */
  @Override
  public String toString() {
    return "SsoSettings[issuer=" + issuer + ", clientId=" + clientId + "]";
  }
}
