package dev.larder.stack.configuration;

import dev.larder.stack.console.Refusal;
import dev.larder.stack.folder.UserFolders;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What was configured: flags win over variables, those over the file, that over the defaults.
 *
 * @param pypi of the mirrors
 */
public record Configuration(
    Server server,
    Upload upload,
    Sweep sweep,
    Limit limit,
    Authentication authentication,
    Pypi pypi,
    Sync sync,
    Blob blob,
    Cache cache,
    Outbound outbound) {

  /**
   * The one open port.
   *
   * @param host what is listened on
   * @param tls what is shown to clients, where the server speaks https itself
   * @param address where clients find it, without a last slash; empty: what each request says
   * @param trustedProxies addresses or CIDR blocks
   */
  public record Server(
      String host,
      int port,
      Optional<Tls> tls,
      Optional<URI> address,
      List<String> trustedProxies) {}

  /** PEM files. */
  public record Tls(Path certificate, Path key) {}

  /**
   * @param maxFileSize bytes
   * @param stall how long one may send nothing, with its unit
   * @param trustRoot whose attestations are taken, where it isn't Sigstore's public instance
   */
  public record Upload(long maxFileSize, String stall, Optional<Path> trustRoot) {}

  /**
   * What uploads leave behind; both with their units.
   *
   * @param age how old it must be to be deleted
   */
  public record Sweep(String age, String every) {}

  /**
   * In a minute; 0 is without a limit.
   *
   * @param datedNames in all, of each mirror
   */
  public record Limit(
      int failedSignIns, int uploads, int uploadsByAddress, int firstLooks, int datedNames) {}

  /**
   * @param apiTokenAuth whether uploads by token are taken
   * @param oidc a company's own provider, by which people sign in too
   */
  public record Authentication(boolean apiTokenAuth, Optional<Oidc> oidc) {}

  /**
   * An OpenID provider.
   *
   * @param groups which groups there are which here, each {@code there=here}
   * @param groupsClaim where it lists a person's groups
   */
  public record Oidc(
      URI issuer,
      String clientId,
      String clientSecret,
      List<String> groups,
      String groupsClaim,
      String scopes) {
    /** Without the secret. */
    @Override
    public String toString() {
      return "Oidc[issuer=%s, clientId=%s, groups=%s]".formatted(issuer, clientId, groups);
    }
  }

  /**
   * @param upstreams as {@code --upstream} takes them; none: found out at the first start
   * @param freshness with its unit
   * @param syncSchedule a cron expression, or {@code never}
   * @param forgetAfter with its unit
   * @param metadataRate projects a second; 0 is none
   */
  public record Pypi(
      List<String> upstreams,
      String freshness,
      String syncSchedule,
      String forgetAfter,
      int metadataRate) {}

  /**
   * How a synchronization asks an upstream.
   *
   * @param concurrency pages at once
   * @param rate pages a second; 0 is without a limit
   */
  public record Sync(int concurrency, int rate) {}

  /**
   * @param storeSize bytes; empty: any
   */
  public record Blob(OptionalLong storeSize) {}

  /**
   * @param size bytes
   */
  public record Cache(long size) {}

  /**
   * Connections to the outside.
   *
   * @param allow hosts and networks inside that any upstream may lead to
   */
  public record Outbound(List<String> allow) {}

  /** {@code larder.yml} in the user's configuration folder (XDG). */
  public static Path usualFile(Map<String, String> environment) {
    return UserFolders.configuration(environment).resolve("larder.yml");
  }

  /**
   * Reads everything.
   *
   * @param file what {@code --config} gave; else the usual one, if it is there
   * @param flags what flags said, by key
   * @throws Refusal with the place of what can't be
   */
  public static Configuration read(
      Optional<Path> file, Map<String, String> environment, Map<Key, Flag> flags) {
    file.filter(given -> !Files.isRegularFile(given))
        .ifPresent(
            given -> {
              throw new Refusal("the configuration file %s is not there".formatted(given));
            });
    Map<Key, Setting> settings = new EnumMap<>(Key.class);
    file.or(() -> Optional.of(usualFile(environment)).filter(Files::isRegularFile))
        .ifPresent(found -> settings.putAll(ConfigurationFile.read(found)));
    for (Key key : Key.values()) {
      key.variables().stream()
          .filter(variable -> !environment.getOrDefault(variable, "").isBlank())
          .findFirst()
          .ifPresent(
              variable ->
                  settings.put(
                      key,
                      new Setting(
                          variable, split(key, environment.get(variable).strip()), Path.of(""))));
    }
    flags.forEach(
        (key, flag) -> settings.put(key, new Setting(flag.name(), flag.values(), Path.of(""))));
    return of(new Values(settings), settings);
  }

  /** Several upstreams stand in one variable with a space between them, as services read it. */
  private static List<String> split(Key key, String value) {
    return key == Key.PYPI_UPSTREAMS ? Arrays.asList(value.split("\\s+")) : List.of(value);
  }

  /**
   * A flag that was given.
   *
   * @param name with its dashes
   */
  public record Flag(String name, List<String> values) {}

  private static Configuration of(Values values, Map<Key, Setting> settings) {
    Optional<Path> certificate = values.file(Key.SERVER_TLS_CERT);
    Optional<Path> key = values.file(Key.SERVER_TLS_KEY);
    if (certificate.isPresent() != key.isPresent()) {
      Key lone = certificate.isPresent() ? Key.SERVER_TLS_CERT : Key.SERVER_TLS_KEY;
      Key missing = certificate.isPresent() ? Key.SERVER_TLS_KEY : Key.SERVER_TLS_CERT;
      throw new Refusal(
          "%s: '%s' needs '%s' beside it"
              .formatted(settings.get(lone).place(), lone.text(), missing.text()));
    }
    return new Configuration(
        new Server(
            values.text(Key.SERVER_HOST),
            values.port(Key.SERVER_PORT),
            certificate.map(file -> new Tls(file, key.orElseThrow())),
            values.address(Key.SERVER_ADDRESS),
            values.list(Key.SERVER_TRUSTED_PROXIES)),
        new Upload(
            values.size(Key.UPLOAD_MAX_FILE_SIZE),
            values.duration(Key.UPLOAD_STALL, Duration.ofMillis(1), "1ms"),
            values.file(Key.UPLOAD_TRUST_ROOT)),
        new Sweep(
            values.duration(Key.SWEEP_AGE, Duration.ofHours(48), "48h"),
            values.duration(Key.SWEEP_EVERY, Duration.ofMinutes(1), "1m")),
        new Limit(
            values.count(Key.LIMIT_FAILED_SIGN_INS),
            values.count(Key.LIMIT_UPLOADS),
            values.count(Key.LIMIT_UPLOADS_BY_ADDRESS),
            values.count(Key.LIMIT_FIRST_LOOKS),
            values.count(Key.LIMIT_DATED_NAMES)),
        new Authentication(values.on(Key.AUTHENTICATION_API_TOKEN_AUTH), oidc(values, settings)),
        new Pypi(
            values.upstreams(Key.PYPI_UPSTREAMS),
            values.duration(Key.PYPI_FRESHNESS),
            values.schedule(Key.PYPI_SYNC_SCHEDULE),
            values.duration(Key.PYPI_FORGET_AFTER, Duration.ofMinutes(1), "1m"),
            values.count(Key.PYPI_METADATA_RATE, 0, 1_000)),
        new Sync(values.count(Key.SYNC_CONCURRENCY, 1, 64), values.count(Key.SYNC_RATE)),
        new Blob(values.boundOf(Key.BLOB_STORE_SIZE)),
        new Cache(values.size(Key.CACHE_SIZE)),
        new Outbound(values.hosts(Key.OUTBOUND_ALLOW)));
  }

  private static final List<Key> OIDC =
      List.of(
          Key.AUTHENTICATION_OIDC_ISSUER,
          Key.AUTHENTICATION_OIDC_CLIENT_ID,
          Key.AUTHENTICATION_OIDC_CLIENT_SECRET);

  /** All three or none, and none of the others without them. */
  private static Optional<Oidc> oidc(Values values, Map<Key, Setting> settings) {
    Optional<Key> given =
        Arrays.stream(Key.values())
            .filter(key -> key.text().startsWith("authentication.oidc."))
            .filter(settings::containsKey)
            .findFirst();
    if (given.isEmpty()) {
      return Optional.empty();
    }
    OIDC.stream()
        .filter(key -> !settings.containsKey(key))
        .findFirst()
        .ifPresent(
            missing -> {
              throw new Refusal(
                  "%s: '%s' needs '%s' beside it"
                      .formatted(
                          settings.get(given.get()).place(), given.get().text(), missing.text()));
            });
    return Optional.of(
        new Oidc(
            values.address(Key.AUTHENTICATION_OIDC_ISSUER).orElseThrow(),
            values.text(Key.AUTHENTICATION_OIDC_CLIENT_ID),
            values.text(Key.AUTHENTICATION_OIDC_CLIENT_SECRET),
            values.namesOfDirectory(Key.AUTHENTICATION_OIDC_GROUPS),
            values.text(Key.AUTHENTICATION_OIDC_GROUPS_CLAIM),
            values.text(Key.AUTHENTICATION_OIDC_SCOPES)));
  }
}
