package dev.larder.stack.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.larder.stack.console.Refusal;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigurationTest {
  @TempDir Path folder;

  private Configuration read(String yaml) throws IOException {
    return read(yaml, Map.of(), Map.of());
  }

  private Configuration read(
      String yaml, Map<String, String> environment, Map<Key, Configuration.Flag> flags)
      throws IOException {
    Path file = folder.resolve("larder.yml");
    Files.writeString(file, yaml);
    return Configuration.read(Optional.of(file), environment, flags);
  }

  private Configuration usual(Map<String, String> environment) {
    return Configuration.read(Optional.empty(), environment, Map.of());
  }

  @Test
  void nothingSaidIsTheDefaults() {
    Configuration configuration = usual(Map.of("XDG_CONFIG_HOME", folder.toString()));

    assertThat(configuration)
        .isEqualTo(
            new Configuration(
                new Configuration.Server(
                    "127.0.0.1", 4242, Optional.empty(), Optional.empty(), List.of()),
                new Configuration.Upload(5L << 30, "60s", Optional.empty()),
                new Configuration.Sweep("7d", "24h"),
                new Configuration.Limit(300, 3000, 6000, 6000, 100_000),
                new Configuration.Authentication(true, Optional.empty()),
                new Configuration.Pypi(List.of(), "10m", "0 1 * * *", "24h", 10),
                new Configuration.Sync(16, 0),
                new Configuration.Blob(OptionalLong.empty()),
                new Configuration.Cache(20L << 30),
                new Configuration.Outbound(List.of())));
  }

  @Test
  void everyKeyIsReadFromTheFile() throws IOException {
    Files.writeString(folder.resolve("cert.pem"), "");
    Files.writeString(folder.resolve("key.pem"), "");

    Configuration configuration =
        read(
            """
            server:
              address: https://host/rspm/
              host: 0.0.0.0
              port: 443
              tls-cert: cert.pem
              tls-key: key.pem
              trusted-proxies: [10.0.0.1, 192.168.0.0/16]
            upload.max-file-size: 500 MiB
            upload.stall: 2m
            sweep: {age: 48h, every: 60s}
            limit:
              failed-sign-ins: 10
              uploads: 20
              uploads-by-address: 0
              first-looks: 30
              dated-names: 0
            authentication:
              api-token-auth: off
              oidc:
                issuer: https://sso.corp.example/realms/staff
                client-id: larder
                client-secret: hush
                groups: ["CN=Staff,OU=X=team", platform=admins]
                groups-claim: teams
            pypi:
              upstreams:
                - https://index.example/simple/
                - ./wheels
                - pip
              freshness: 1h
              forget-after: 2h
              metadata-rate: 0
              sync-schedule: '*/30 2-4 * * mon-fri'
            sync: {concurrency: 4, rate: 50}
            blob: {store-size: 500GiB}
            cache:
              size: 1.5GB
            outbound.allow: ['files.corp:9000', '*.corp', 10.1.0.0/16, '[fd00::1]:443']
            """);

    assertThat(configuration)
        .isEqualTo(
            new Configuration(
                new Configuration.Server(
                    "0.0.0.0",
                    443,
                    Optional.of(
                        new Configuration.Tls(
                            folder.resolve("cert.pem"), folder.resolve("key.pem"))),
                    Optional.of(URI.create("https://host/rspm")),
                    List.of("10.0.0.1", "192.168.0.0/16")),
                new Configuration.Upload(500L << 20, "2m", Optional.empty()),
                new Configuration.Sweep("48h", "60s"),
                new Configuration.Limit(10, 20, 0, 30, 0),
                new Configuration.Authentication(
                    false,
                    Optional.of(
                        new Configuration.Oidc(
                            URI.create("https://sso.corp.example/realms/staff"),
                            "larder",
                            "hush",
                            List.of("CN=Staff,OU=X=team", "platform=admins"),
                            "teams",
                            "openid profile email"))),
                new Configuration.Pypi(
                    List.of(
                        "https://index.example/simple/",
                        folder.resolve("wheels").toString(),
                        "pip"),
                    "1h",
                    "*/30 2-4 * * mon-fri",
                    "2h",
                    0),
                new Configuration.Sync(4, 50),
                new Configuration.Blob(OptionalLong.of(500L << 30)),
                new Configuration.Cache(1_500_000_000),
                new Configuration.Outbound(
                    List.of("files.corp:9000", "*.corp", "10.1.0.0/16", "[fd00::1]:443"))));
  }

  @Test
  void theUsualFileIsReadWhereItIs() throws IOException {
    Files.createDirectories(folder.resolve("larder"));
    Files.writeString(folder.resolve("larder/larder.yml"), "server.port: 4300");

    assertThat(usual(Map.of("XDG_CONFIG_HOME", folder.toString())).server().port()).isEqualTo(4300);
  }

  @Test
  void aFileThatIsNamedMustBeThere() {
    Path missing = folder.resolve("missing.yml");

    assertThatThrownBy(() -> Configuration.read(Optional.of(missing), Map.of(), Map.of()))
        .isInstanceOf(Refusal.class)
        .hasMessage("the configuration file %s is not there".formatted(missing));
  }

  @Test
  void variablesWinOverTheFileAndFlagsOverBoth() throws IOException {
    Map<String, String> environment =
        Map.of(
            "LARDER_SERVER_PORT", "4302",
            "LARDER_SERVER_HOST", "0.0.0.0",
            "LARDER_PYPI_UPSTREAMS", "https://a/simple/ https://b/simple/",
            "LARDER_TRUSTED_PROXIES", "10.0.0.1, 10.0.0.2",
            "LARDER_CACHE_SIZE", "");
    Configuration configuration =
        read(
            "server: {port: 4301, host: 192.0.2.1}\ncache.size: 7",
            environment,
            Map.of(Key.SERVER_PORT, new Configuration.Flag("--port", List.of("4303"))));

    assertThat(configuration.server().port()).isEqualTo(4303);
    assertThat(configuration.server().host()).isEqualTo("0.0.0.0");
    assertThat(configuration.server().trustedProxies()).containsExactly("10.0.0.1", "10.0.0.2");
    assertThat(configuration.pypi().upstreams())
        .containsExactly("https://a/simple/", "https://b/simple/");
    assertThat(configuration.cache().size()).isEqualTo(7);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "server: {adress: https://h}|line 1 of FILE: there is no key 'server.adress'; the nearest is 'server.address'",
        "servers: {port: 1}|line 1 of FILE: there is no key 'servers.port'; the nearest is 'server.port'",
        "upload.max-size: 1|there is no key 'upload.max-size'; the nearest is 'upload.max-file-size'",
        "server: &s {x: *s}|there is no key",
        "server: yes|there is no key 'server'",
        "- a|line 1 of FILE: here must be keys and their values",
        "server: {port: 1, port: 2}|line 1 of FILE: 'server.port' is there already",
        "server: {port: [1, 2]}|line 1 of FILE: 'server.port' takes one value, not a list",
        "server: {port: {a: 1}}|'server.port' takes a value, not keys",
        "outbound.allow: ['http://x']|line 1 of FILE: 'http://x' is not valid for 'outbound.allow': write hosts, host:port or networks such as 10.1.0.0/16",
        "server: {port: 70000}|line 1 of FILE: '70000' is no port; choose one from 1 to 65535",
        "server: {address: host/rspm}|'host/rspm' is not valid for 'server.address': write it as https://host/path",
        "server: {address: 'https://u:p@host'}|write it as https://host/path",
        "server: {tls-cert: none.pem, tls-key: none.pem}|none.pem is no file that can be read",
        "server: {tls-key: larder.yml}|line 1 of FILE: 'server.tls-key' needs 'server.tls-cert' beside it",
        "upload: {trust-root: none.json}|none.json is no file that can be read",
        "upload: {max-file-size: 5 apples}|write bytes, or a number with KB, MB, GB, KiB, MiB or GiB",
        "cache: {size: 0}|is not valid for 'cache.size'",
        "blob: {store-size: any}|is not valid for 'blob.store-size'",
        "authentication: {api-token-auth: maybe}|write on or off",
        "authentication: {oidc: {issuer: 'https://h', client-id: c}}|line 1 of FILE: 'authentication.oidc.issuer' needs 'authentication.oidc.client-secret' beside it",
        "authentication: {oidc: {groups: a=b}}|line 1 of FILE: 'authentication.oidc.groups' needs 'authentication.oidc.issuer' beside it",
        "authentication: {oidc: {issuer: nowhere, client-id: c, client-secret: s}}|'nowhere' is not valid for 'authentication.oidc.issuer'",
        "pypi: {freshness: soon}|write a number with ms, s, m, h or d",
        "pypi: {sync-schedule: daily}|'daily' is not valid for 'pypi.sync-schedule': write a cron expression as '0 1 * * *', or never",
        "sync: {concurrency: 0}|'0' is not valid for 'sync.concurrency': write a number from 1 to 64",
        "sync: {concurrency: 65}|write a number from 1 to 64",
        "sync: {rate: fast}|'fast' is not valid for 'sync.rate': write a number, 0 for no limit",
        "upload: {stall: 0s}|line 1 of FILE: '0s' is not valid for 'upload.stall': write 1ms or more",
        "sweep: {age: 47h}|line 1 of FILE: '47h' is not valid for 'sweep.age': write 48h or more",
        "sweep: {every: 59s}|is not valid for 'sweep.every': write 1m or more",
        "pypi: {forget-after: 59s}|is not valid for 'pypi.forget-after': write 1m or more",
        "pypi: {metadata-rate: 1001}|is not valid for 'pypi.metadata-rate': write a number from 0 to 1000",
        "limit: {uploads: -1}|is not valid for 'limit.uploads': write a number, 0 for no limit",
        "server: {port: 1|line 1 of FILE is no YAML",
      })
  void whatCannotBeIsRefusedWithItsPlace(String yaml, String message) {
    assertThatThrownBy(() -> read(yaml))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining(message.replace("FILE", folder.resolve("larder.yml").toString()))
        .message()
        .hasLineCount(1);
  }

  @Test
  void aBadFlagIsRefusedByItsName() {
    assertThatThrownBy(
            () ->
                read(
                    "",
                    Map.of(),
                    Map.of(Key.SERVER_PORT, new Configuration.Flag("--port", List.of("x")))))
        .hasMessage("--port: 'x' is no port; choose one from 1 to 65535");
  }

  @Test
  void servicesAreToldWhatTheyRead() throws IOException {
    Configuration configuration =
        read(
            """
            server: {address: 'https://host/rspm', trusted-proxies: [10.0.0.1, 10.0.0.2]}
            upload: {max-file-size: 1KiB, stall: 90s, trust-root: larder.yml}
            sweep: {age: 3d, every: 12h}
            limit: {failed-sign-ins: 5, uploads: 0}
            pypi.sync-schedule: never
            outbound: {allow: 'files.corp, 10.1.0.0/16'}
            blob.store-size: 2GiB
            authentication:
              api-token-auth: no
              oidc: {issuer: 'https://sso.corp.example', client-id: c, client-secret: s, groups: a=b; c=d}
            """);

    assertThat(ServiceVariables.of("gateway", configuration))
        .containsOnly(
            Map.entry("LARDER_SERVER_ADDRESS", "https://host/rspm"),
            Map.entry("LARDER_TRUSTED_PROXIES", "10.0.0.1,10.0.0.2"),
            Map.entry("LARDER_LIMIT_FAILED_SIGN_INS", "5"),
            Map.entry("LARDER_LIMIT_UPLOADS", "0"),
            Map.entry("LARDER_LIMIT_UPLOADS_BY_ADDRESS", "6000"));
    assertThat(ServiceVariables.of("upload-service", configuration))
        .containsOnly(
            Map.entry("LARDER_UPLOAD_MAX_FILE_SIZE", "1024"),
            Map.entry("LARDER_UPLOAD_STALL", "90s"),
            Map.entry("LARDER_SWEEP_AGE", "3d"),
            Map.entry("LARDER_SWEEP_EVERY", "12h"),
            Map.entry(
                "LARDER_UPLOAD_TRUST_ROOT",
                configuration.upload().trustRoot().orElseThrow().toString()),
            Map.entry("LARDER_AUTHENTICATION_API_TOKEN_AUTH", "false"));
    assertThat(ServiceVariables.of("auth-service", configuration))
        .containsOnly(
            Map.entry("LARDER_OIDC_ISSUER", "https://sso.corp.example"),
            Map.entry("LARDER_OIDC_CLIENT_ID", "c"),
            Map.entry("LARDER_OIDC_CLIENT_SECRET", "s"),
            Map.entry("LARDER_OIDC_GROUPS", "a=b;c=d"),
            Map.entry("LARDER_OIDC_GROUPS_CLAIM", "groups"),
            Map.entry("LARDER_OIDC_SCOPES", "openid profile email"));
    assertThat(ServiceVariables.of("blob-service", configuration))
        .containsOnly(
            Map.entry("LARDER_BLOB_STORE_SIZE", "2147483648"),
            Map.entry("LARDER_CACHE_SIZE", "21474836480"),
            Map.entry("LARDER_OUTBOUND_ALLOW", "files.corp,10.1.0.0/16"));
    assertThat(ServiceVariables.of("sync-service", configuration))
        .containsOnly(
            Map.entry("LARDER_SYNC_SCHEDULE", "never"),
            Map.entry("LARDER_SYNC_CONCURRENCY", "16"),
            Map.entry("LARDER_SYNC_RATE", "0"),
            Map.entry("LARDER_OUTBOUND_ALLOW", "files.corp,10.1.0.0/16"));
    assertThat(ServiceVariables.of("index-service", configuration))
        .containsOnly(
            Map.entry("LARDER_FRESHNESS", "10m"),
            Map.entry("LARDER_PYPI_FORGET_AFTER", "24h"),
            Map.entry("LARDER_PYPI_METADATA_RATE", "10"),
            Map.entry("LARDER_LIMIT_FIRST_LOOKS", "6000"),
            Map.entry("LARDER_LIMIT_DATED_NAMES", "100000"));
  }
}
