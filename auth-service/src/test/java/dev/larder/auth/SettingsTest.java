package dev.larder.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.larder.auth.index.IndexSettings;
import dev.larder.auth.issuer.PublishingSettings;
import dev.larder.auth.keycloak.KeycloakSettings;
import dev.larder.auth.redis.RedisSettings;
import dev.larder.auth.revocation.RevocationSettings;
import dev.larder.auth.signin.SsoSettings;
import dev.larder.auth.use.UseSettings;
import dev.larder.service.secret.ServiceSecret;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/** The environment variables that the service reads. */
class SettingsTest {

  private static final Map<String, Object> GOOD =
      Map.of(
          "LARDER_SECRET", "s",
          "LARDER_INDEX_URL", "http://127.0.0.1:1",
          "LARDER_REDIS_URL", "redis://:p@127.0.0.1:2",
          "LARDER_KEYCLOAK_URL", "http://127.0.0.1:3",
          "LARDER_KEYCLOAK_USER", "admin",
          "LARDER_KEYCLOAK_PASSWORD", "pw");

  @Test
  void everyVariableIsRead() {
    assertThat(bind("larder", ServiceSecret.class, GOOD).secret()).isEqualTo("s");
    assertThat(bind("larder.index", IndexSettings.class, GOOD).url()).hasPort(1);
    assertThat(bind("larder.redis", RedisSettings.class, GOOD).url()).hasPort(2);
    var keycloak = bind("larder.keycloak", KeycloakSettings.class, GOOD);
    assertThat(keycloak.url()).hasPort(3);
    assertThat(keycloak.user()).isEqualTo("admin");
    assertThat(keycloak.password()).isEqualTo("pw");
    assertThat(
            bind(
                    "larder.revocation",
                    RevocationSettings.class,
                    Map.of("LARDER_REVOCATION_PATIENCE", "2s"))
                .patience())
        .isEqualTo(Duration.ofSeconds(2));
    assertThat(bind("larder.use", UseSettings.class, Map.of("LARDER_USE_EVERY", "1m")).every())
        .isEqualTo(Duration.ofMinutes(1));
    assertThat(
            bind(
                "larder.publishing",
                PublishingSettings.class,
                Map.of("LARDER_PUBLISHING_AUDIENCE", "us", "LARDER_PUBLISHING_TIMEOUT", "1s")))
        .isEqualTo(new PublishingSettings("us", Duration.ofSeconds(1)));
  }

  @Test
  void whatIsNotSetHasItsDefault() {
    assertThat(bind("larder.keycloak", KeycloakSettings.class, GOOD).readTimeout())
        .isEqualTo(Duration.ofSeconds(30));
    assertThat(bind("larder.redis", RedisSettings.class, GOOD).timeout())
        .isEqualTo(Duration.ofSeconds(1));
    assertThat(bind("larder.index", IndexSettings.class, GOOD).timeout())
        .isEqualTo(Duration.ofSeconds(5));
    assertThat(bind("larder.use", UseSettings.class, GOOD).every())
        .isEqualTo(Duration.ofMinutes(5));
    assertThat(bind("larder.publishing", PublishingSettings.class, GOOD))
        .isEqualTo(new PublishingSettings("larder", Duration.ofSeconds(5)));
  }

  @Test
  void groupsOfACompanyAreSaidInPairs() {
    var settings = new HashMap<String, Object>(GOOD);
    settings.put("LARDER_OIDC_ISSUER", "https://sso.corp.example");
    settings.put("LARDER_OIDC_CLIENT_ID", "c");
    settings.put("LARDER_OIDC_CLIENT_SECRET", "s");
    assertThat(bind("larder.oidc", SsoSettings.class, settings).groupsClaim()).isEqualTo("groups");
    settings.put("LARDER_OIDC_GROUPS", " CN=Staff,OU=X = my team ;platform=admins;");
    settings.put("LARDER_OIDC_GROUPS_CLAIM", "teams");
    settings.put("LARDER_OIDC_SCOPES", "openid groups");

    var sso = bind("larder.oidc", SsoSettings.class, settings);

    assertThat(sso.groupsClaim()).isEqualTo("teams");
    assertThat(sso.scopes()).isEqualTo("openid groups");
    assertThat(sso.groups()).contains("CN=Staff,OU=X = my team", "platform=admins");
  }

  @Test
  void nonsenseIsRefusedByTheVariablesName() {
    refuses(
        "larder.oidc",
        SsoSettings.class,
        "LARDER_OIDC_GROUPS",
        "staff",
        "LARDER_OIDC_GROUPS: 'staff' is not a group of the company");
    refuses(
        "larder.oidc",
        SsoSettings.class,
        "LARDER_OIDC_GROUPS",
        "a=b",
        "LARDER_OIDC_GROUPS needs LARDER_OIDC_ISSUER beside it");
    refuses("larder", ServiceSecret.class, "LARDER_SECRET", "", "LARDER_SECRET is not set");
    refuses(
        "larder.index",
        IndexSettings.class,
        "LARDER_INDEX_URL",
        "index:80",
        "LARDER_INDEX_URL must be a URL");
    refuses(
        "larder.redis",
        RedisSettings.class,
        "LARDER_REDIS_URL",
        "http://x",
        "LARDER_REDIS_URL must be a URL");
    refuses(
        "larder.keycloak",
        KeycloakSettings.class,
        "LARDER_KEYCLOAK_USER",
        " ",
        "LARDER_KEYCLOAK_USER is not set");
    refuses(
        "larder.keycloak",
        KeycloakSettings.class,
        "LARDER_KEYCLOAK_URL",
        "ftp://x",
        "LARDER_KEYCLOAK_URL must be a URL");
  }

  private static void refuses(
      String prefix, Class<?> type, String variable, String value, String message) {
    var settings = new HashMap<>(GOOD);
    settings.put(variable, value);
    assertThatThrownBy(() -> bind(prefix, type, settings))
        .isInstanceOf(BindException.class)
        .rootCause()
        .hasMessageStartingWith(message);
  }

  private static <T> T bind(String prefix, Class<T> type, Map<String, Object> variables) {
    var environment = new StandardEnvironment();
    environment
        .getPropertySources()
        .addFirst(new SystemEnvironmentPropertySource("test-systemEnvironment", variables));
    ConfigurationPropertySources.attach(environment);
    return Binder.get(environment).bindOrCreate(prefix, type);
  }
}
