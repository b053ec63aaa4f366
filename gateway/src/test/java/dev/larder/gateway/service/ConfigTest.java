package dev.larder.gateway.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.larder.gateway.address.ServerConfig;
import dev.larder.gateway.address.TrustedProxies;
import dev.larder.gateway.caller.AdminConfig;
import dev.larder.gateway.keys.KeysConfig;
import dev.larder.gateway.redis.RedisConfig;
import dev.larder.gateway.tls.TlsConfig;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

class ConfigTest {
  private static final Map<String, Object> GOOD =
      Map.of(
          "LARDER_SECRET", "s",
          "LARDER_INDEX_URL", "http://127.0.0.1:1",
          "LARDER_BLOB_URL", "http://blob-service:8080",
          "LARDER_UPLOAD_URL", "http://127.0.0.1:3",
          "LARDER_SYNC_URL", "http://127.0.0.1:4",
          "LARDER_AUTH_URL", "http://127.0.0.1:5",
          "LARDER_KEYCLOAK_URL", "http://127.0.0.1:7",
          "LARDER_REDIS_URL", "redis://:p@127.0.0.1:6",
          "LARDER_KEYS_FOLDER", "/tmp/keys",
          "LARDER_ADMIN_SECRET", "0123456789abcdef");

  @Test
  void theEnvironmentIsRead() {
    Binder binder = binder(GOOD);
    ServiceConfig services = binder.bindOrCreate("larder", ServiceConfig.class);
    assertThat(services.secret()).isEqualTo("s");
    assertThat(services.of(Service.BLOB)).hasHost("blob-service").hasPort(8080);
    assertThat(binder.bindOrCreate("larder.admin", AdminConfig.class).secret())
        .isEqualTo("0123456789abcdef");
    assertThat(binder.bindOrCreate("larder.keys", KeysConfig.class).folder())
        .hasToString("/tmp/keys");
    assertThat(binder.bindOrCreate("larder.redis", RedisConfig.class).url())
        .isEqualTo("redis://:p@127.0.0.1:6");
  }

  @Test
  void theAddressAndTheProxiesAreReadAndMayBeLeftOut() {
    Binder set =
        binder(
            Map.of(
                "LARDER_SERVER_ADDRESS", "https://Host:8443/rspm/",
                "LARDER_TRUSTED_PROXIES", "10.0.0.0/8, ::1"));
    assertThat(set.bindOrCreate("larder.server", ServerConfig.class).publicAddress())
        .hasToString("Optional[https://host:8443/rspm]");
    TrustedProxies.Check check = set.bindOrCreate("larder.trusted", TrustedProxies.class).check();
    assertThat(check.trusts(InetAddress.ofLiteral("::1"))).isTrue();
    assertThat(check.trusts(InetAddress.ofLiteral("127.0.0.1"))).isFalse();
    Binder blank = binder(Map.of("LARDER_SERVER_ADDRESS", "", "LARDER_TRUSTED_PROXIES", " "));
    assertThat(blank.bindOrCreate("larder.server", ServerConfig.class).publicAddress()).isEmpty();
    assertThat(
            blank
                .bindOrCreate("larder.trusted", TrustedProxies.class)
                .check()
                .trusts(InetAddress.ofLiteral("127.0.0.1")))
        .isFalse();
  }

  @Test
  void theCertificateIsReadAndMayBeLeftOut() {
    String certificate = ConfigTest.class.getResource("/tls/ec-cert.pem").getPath();
    String key = ConfigTest.class.getResource("/tls/ec-sec1.pem").getPath();
    assertThat(
            binder(
                    Map.of(
                        "LARDER_SERVER_TLS_CERT", certificate,
                        "LARDER_SERVER_TLS_KEY", key))
                .bindOrCreate("larder.server", TlsConfig.class)
                .files())
        .contains(new TlsConfig.Files(Path.of(certificate), Path.of(key)));
    assertThat(binder(GOOD).bindOrCreate("larder.server", TlsConfig.class).files()).isEmpty();
  }

  @Test
  void limitsHaveDefaults() {
    Limits limits = binder(GOOD).bindOrCreate("larder.limits", Limits.class);
    assertThat(limits.page()).isEqualTo(Duration.ofSeconds(30));
    assertThat(limits.file()).isEqualTo(Duration.ofSeconds(60));
    assertThat(limits.redis()).isEqualTo(Duration.ofMillis(300));
    assertThat(limits.health()).isEqualTo(Duration.ofSeconds(2));
  }

  @ParameterizedTest
  @CsvSource({
    "LARDER_SECRET, ' '",
    "LARDER_SECRET, ",
    "LARDER_INDEX_URL, ",
    "LARDER_INDEX_URL, https://127.0.0.1:1",
    "LARDER_INDEX_URL, http://127.0.0.1",
    "LARDER_AUTH_URL, http://127.0.0.1:1/path",
    "LARDER_KEYCLOAK_URL, http://127.0.0.1:1/auth",
    "LARDER_BLOB_URL, blob-service",
    "LARDER_REDIS_URL, ",
    "LARDER_REDIS_URL, http://127.0.0.1:1",
    "LARDER_KEYS_FOLDER, ",
    "LARDER_ADMIN_SECRET, ",
    "LARDER_ADMIN_SECRET, short",
    "LARDER_SERVER_ADDRESS, host/rspm",
    "LARDER_SERVER_ADDRESS, ftp://host",
    "LARDER_SERVER_ADDRESS, https://user@host",
    "LARDER_SERVER_ADDRESS, https://host/?x",
    "LARDER_SERVER_ADDRESS, https://host/a/../b",
    "LARDER_SERVER_ADDRESS, https://host/a b",
    "LARDER_SERVER_TLS_CERT, /tmp/cert.pem",
    "LARDER_SERVER_TLS_KEY, /tmp/key.pem",
    "LARDER_TRUSTED_PROXIES, localhost",
    "LARDER_TRUSTED_PROXIES, '10.0.0.0/33'",
    "LARDER_TRUSTED_PROXIES, '10.0.0.0/x'",
    "LARDER_TRUSTED_PROXIES, '127.0.0.1,,::1'",
  })
  void nonsenseIsRefusedByItsName(String variable, String value) {
    Map<String, Object> environment = new HashMap<>(GOOD);
    if (value == null) {
      environment.remove(variable);
    } else {
      environment.put(variable, value);
    }
    Binder binder = binder(environment);
    Supplier<Object> all =
        () ->
            Map.of(
                "a", binder.bindOrCreate("larder", ServiceConfig.class),
                "b", binder.bindOrCreate("larder.redis", RedisConfig.class),
                "c", binder.bindOrCreate("larder.keys", KeysConfig.class),
                "d", binder.bindOrCreate("larder.admin", AdminConfig.class),
                "e", binder.bindOrCreate("larder.server", ServerConfig.class),
                "f", binder.bindOrCreate("larder.trusted", TrustedProxies.class),
                "g", binder.bindOrCreate("larder.server", TlsConfig.class));
    assertThatThrownBy(all::get).rootCause().hasMessageContaining(variable);
  }

  private static Binder binder(Map<String, Object> variables) {
    StandardEnvironment environment = new StandardEnvironment();
    environment
        .getPropertySources()
        .replace(
            StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
            new SystemEnvironmentPropertySource(
                StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME, variables));
    return Binder.get(environment);
  }
}
