package dev.larder.auth.keycloak;

import jakarta.annotation.PreDestroy;
import jakarta.ws.rs.client.Client;
import jakarta.ws.rs.client.Entity;
import jakarta.ws.rs.client.WebTarget;
import jakarta.ws.rs.core.Form;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.concurrent.TimeUnit;
import org.keycloak.admin.client.ClientBuilderWrapper;
import org.keycloak.admin.client.JacksonProvider;
import org.keycloak.admin.client.Keycloak;
import org.keycloak.admin.client.KeycloakBuilder;
import org.keycloak.representations.AccessTokenResponse;
import org.springframework.stereotype.Component;

/**
 * The connection to Keycloak. Everything here blocks and may fail with {@code ProcessingException}.
 */
@Component
public final class KeycloakLink {

  private final KeycloakSettings settings;
  private final String url;
  private Client http;
  private Keycloak admin;

  KeycloakLink(KeycloakSettings settings) {
    this.settings = settings;
    this.url = settings.url().toString();
  }

  /** Keycloak's admin API. */
  public synchronized Keycloak admin() {
    if (admin == null) {
      admin =
          KeycloakBuilder.builder()
              .serverUrl(url)
              .realm("master")
              .clientId("admin-cli")
              .username(settings.user())
              .password(settings.password())
              .resteasyClient(http())
              .build();
    }
    return admin;
  }

  /** Looks for clients of this realm by what is kept with them. */
  public ClientSearch clients(String realm) {
    return admin()
        .proxy(ClientSearch.class, URI.create("%s/admin/realms/%s/clients".formatted(url, realm)));
  }

  /**
   * Made by the first call rather than at start: it takes a second, which may pass in the
   * background.
   */
  private synchronized Client http() {
    if (http == null) {
      http =
          ClientBuilderWrapper.create(null, false)
              .connectTimeout(settings.connectTimeout().toMillis(), TimeUnit.MILLISECONDS)
              .readTimeout(settings.readTimeout().toMillis(), TimeUnit.MILLISECONDS)
              .register(JacksonProvider.class, 100)
              .build();
    }
    return http;
  }

  /** The access token that a client of this realm gets for its secret. */
  public String mint(String realm, String clientId, String secret) {
    var credentials = (clientId + ":" + secret).getBytes(StandardCharsets.UTF_8);
    var basic = "Basic " + Base64.getEncoder().encodeToString(credentials);
    return openIdConnect(realm)
        .path("token")
        .request(MediaType.APPLICATION_JSON_TYPE)
        .header(HttpHeaders.AUTHORIZATION, basic)
        .post(Entity.form(new Form("grant_type", "client_credentials")), AccessTokenResponse.class)
        .getToken();
  }

  /**
   * The JWK set (RFC 7517) that this realm signs with; {@code NotFoundException} without that
   * realm.
   */
  public String keys(String realm) {
    return openIdConnect(realm)
        .path("certs")
        .request(MediaType.APPLICATION_JSON_TYPE)
        .get(String.class);
  }

  private WebTarget openIdConnect(String realm) {
    return http().target(url).path("realms").path(realm).path("protocol/openid-connect");
  }

  @PreDestroy
  synchronized void close() {
    if (http != null) {
      http.close();
    }
  }
}
