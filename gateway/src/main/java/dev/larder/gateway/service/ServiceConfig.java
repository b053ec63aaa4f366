package dev.larder.gateway.service;

import java.net.URI;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Where the services are, and the secret that proves the gateway to them ({@code LARDER_SECRET},
 * {@code LARDER_INDEX_URL} and its like).
 */
@ConfigurationProperties("larder")
public record ServiceConfig(
    String secret,
    Endpoint index,
    Endpoint blob,
    Endpoint upload,
    Endpoint sync,
    Endpoint auth,
    Endpoint keycloak) {

  /** {@code http://host:port}, nothing after it. */
  public record Endpoint(URI url) {}

  public ServiceConfig {
    if (secret == null || secret.isBlank()) {
      throw new IllegalArgumentException("LARDER_SECRET is missing");
    }
    check("LARDER_INDEX_URL", index);
    check("LARDER_BLOB_URL", blob);
    check("LARDER_UPLOAD_URL", upload);
    check("LARDER_SYNC_URL", sync);
    check("LARDER_AUTH_URL", auth);
    check("LARDER_KEYCLOAK_URL", keycloak);
  }

  /** The address of {@code service}. */
  public URI of(Service service) {
    return switch (service) {
      case INDEX -> index.url();
      case BLOB -> blob.url();
      case UPLOAD -> upload.url();
      case SYNC -> sync.url();
      case AUTH -> auth.url();
      case KEYCLOAK -> keycloak.url();
    };
  }

  private static void check(String variable, Endpoint endpoint) {
    if (endpoint == null || endpoint.url() == null) {
      throw new IllegalArgumentException(variable + " is missing");
    }
    URI url = endpoint.url();
    if (!"http".equals(url.getScheme())
        || url.getHost() == null
        || url.getPort() < 1
        || !url.getRawPath().isEmpty()
        || url.getRawQuery() != null) {
      throw new IllegalArgumentException(variable + " must be http://host:port, not " + url);
    }
  }
}
