package dev.larder.stack.part;

import dev.larder.stack.configuration.Configuration;
import dev.larder.stack.configuration.ServiceVariables;
import dev.larder.stack.console.Console;
import dev.larder.stack.folder.DataFolder;
import dev.larder.stack.rehearsal.AotCaches;
import dev.larder.stack.rehearsal.Rehearsal;
import dev.larder.stack.unpack.Programs;
import dev.larder.stack.upstream.PresentSources;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.stream.Collectors;

/**
 * All the parts of a Larder on one machine, wired to each other by environment variables.
 *
 * @param configuration what the user wants
 * @param ports of the others, on the loopback address, by {@link #NAMES}
 * @param upstreams URLs separated by blanks; known when index-service is started first
 * @param trustStore the file with the authorities that services trust upstream
 */
public record Stack(
    DataFolder data,
    Programs programs,
    Installation installation,
    Console console,
    Configuration configuration,
    Map<String, Integer> ports,
    Future<String> upstreams,
    Future<Path> trustStore) {

  /** What needs a loopback port. */
  public static final List<String> NAMES =
      List.of(
          "postgresql",
          "redis",
          "s3",
          "keycloak",
          "keycloak-management",
          "index-service",
          "blob-service",
          "upload-service",
          "sync-service",
          "auth-service",
          "stack");

  /** Larder's own services. */
  public static final List<String> SERVICES =
      List.of(
          "index-service",
          "blob-service",
          "upload-service",
          "sync-service",
          "auth-service",
          "gateway");

  private static final String DATABASE = "larder";

  private static final Map<String, Jvm> JVMS =
      Map.of(
          "index-service", new Jvm(192, 64, 144, 64, false),
          "blob-service", new Jvm(128, 64, 96, 48, false),
          "upload-service", new Jvm(128, 64, 96, 48, false),
          "sync-service", new Jvm(192, 64, 144, 64, false),
          "auth-service", new Jvm(96, 32, 128, 48, true),
          "gateway", new Jvm(128, 96, 128, 64, false));

  /** The administrator's secret, for the connection file. */
  public String adminSecret() {
    return data.secrets().get("admin");
  }

  /** What the parts prove themselves to each other with. */
  public String serviceSecret() {
    return data.secrets().get("service");
  }

  /** The mirrors of the catalogue as it is now; index-service must be there. */
  public PresentSources presentSources() throws IOException {
    return PresentSources.ask(url("index-service"), serviceSecret());
  }

  /** Every part, in no order. */
  public List<Part> parts() {
    Redis redis = new Redis(data, programs, ports.get("redis"));
    S3 s3 = new S3(data, installation.classPath(), ports.get("s3"));
    Keycloak keycloak =
        new Keycloak(
            data,
            programs,
            installation.keycloak(),
            console,
            ports.get("keycloak"),
            ports.get("keycloak-management"),
            ports.get("postgresql"));
    List<Part> parts = new ArrayList<>();
    parts.add(
        new Postgres(
            data, programs, ports.get("postgresql"), List.of(DATABASE, Keycloak.DATABASE)));
    parts.add(redis);
    parts.add(s3);
    parts.add(keycloak);
    for (String name : SERVICES) {
      parts.add(
          new Service(
              name,
              name.equals("gateway") ? Part.Layer.GATEWAY : Part.Layer.SERVICES,
              installation.service(name),
              JVMS.get(name),
              () -> flags(name),
              () -> environment(name, redis, s3, keycloak),
              health(name),
              standsOn(name),
              caches(),
              data.root()));
    }
    return parts;
  }

  /** Where rehearsals leave what they found. */
  public AotCaches caches() {
    return new AotCaches(programs.folder().resolve("aot"));
  }

  /** The services among these parts, to be rehearsed with nothing to talk to. */
  public List<Rehearsal.Piece> pieces(List<Part> parts) {
    int free = Ports.choose(List.of("rehearsal"), new SecureRandom()).get("rehearsal");
    List<Rehearsal.Piece> pieces = new ArrayList<>();
    for (Part part : parts) {
      if (part instanceof Service service) {
        String ping = service.name().equals("gateway") ? "/__ping__" : "/health";
        pieces.add(
            new Rehearsal.Piece(
                service.jar(),
                () -> service.java(),
                () -> nowhere(service.name(), service.environment().call(), free),
                () -> Http.status("http://127.0.0.1:" + free + ping) > 0));
      }
    }
    return pieces;
  }

  private Map<String, String> nowhere(String name, Map<String, String> real, int free) {
    Map<String, String> nowhere = new LinkedHashMap<>();
    Map<String, String> environment = new LinkedHashMap<>(real);
    environment.keySet().removeAll(ServiceVariables.of(name, configuration).keySet());
    environment.forEach(
        (variable, value) -> {
          if (variable.endsWith("_URL")) {
            nowhere.put(variable, value.replaceAll("//.*?:\\d+", "//127.0.0.1:9"));
          } else if (variable.endsWith("_FOLDER")) {
            nowhere.put(variable, data.run().resolve("rehearsal").toString());
          } else {
            boolean secret = variable.contains("SECRET");
            nowhere.put(variable, secret ? "rehearsal".repeat(4) : "rehearsal");
          }
        });
    nowhere.put("LARDER_HOST", "127.0.0.1");
    nowhere.put("LARDER_PORT", "" + free);
    nowhere.computeIfPresent("LARDER_UPSTREAMS", (variable, value) -> "http://127.0.0.1:9/");
    return nowhere;
  }

  private List<String> flags(String name) throws Exception {
    return switch (name) {
      case "sync-service", "blob-service" ->
          List.of(
              "-Djavax.net.ssl.trustStore=" + trustStore.get(),
              "-Djavax.net.ssl.trustStoreType=PKCS12");
      default -> List.of();
    };
  }

  private static Set<String> standsOn(String name) {
    return switch (name) {
      case "index-service", "sync-service" -> Set.of("postgresql");
      case "upload-service" -> Set.of("s3");
      case "auth-service" -> Set.of("keycloak");
      case "gateway" ->
          SERVICES.stream().filter(other -> !other.equals(name)).collect(Collectors.toSet());
      default -> Set.of();
    };
  }

  private String health(String name) {
    if (name.equals("gateway")) {
      String scheme = configuration.server().tls().isPresent() ? "https" : "http";
      return "%s://%s:%d/__api__/status".formatted(scheme, probed(), configuration.server().port());
    }
    return url(name) + "/health";
  }

  private String probed() {
    String host = configuration.server().host();
    return switch (host) {
      case "0.0.0.0", "localhost" -> "127.0.0.1";
      case "::" -> "[::1]";
      default -> host.contains(":") ? "[" + host + "]" : host;
    };
  }

  private String url(String name) {
    return "http://127.0.0.1:" + ports.get(name);
  }

  private Map<String, String> environment(String name, Redis redis, S3 s3, Keycloak keycloak)
      throws Exception {
    Map<String, String> environment = new LinkedHashMap<>();
    boolean gateway = name.equals("gateway");
    environment.put("LARDER_HOST", gateway ? configuration.server().host() : "127.0.0.1");
    environment.put(
        "LARDER_PORT", "" + (gateway ? configuration.server().port() : ports.get(name)));
    environment.put("LARDER_SECRET", serviceSecret());
    environment.put("LARDER_INDEX_URL", url("index-service"));
    environment.put("LARDER_BLOB_URL", url("blob-service"));
    environment.put("LARDER_UPLOAD_URL", url("upload-service"));
    environment.put("LARDER_SYNC_URL", url("sync-service"));
    environment.put("LARDER_AUTH_URL", url("auth-service"));
    switch (name) {
      case "index-service" -> {
        environment.put("LARDER_REDIS_URL", redis.url());
        database(environment);
        store(environment, s3);
        environment.put("LARDER_UPSTREAMS", upstreams.get());
        store(environment, s3);
      }
      case "sync-service" -> {
        environment.put("LARDER_REDIS_URL", redis.url());
        database(environment);
        store(environment, s3);
      }
      case "blob-service" -> {
        environment.put("LARDER_REDIS_URL", redis.url());
        environment.put("LARDER_CACHE_FOLDER", data.at("cache").toString());
        store(environment, s3);
      }
      case "upload-service" -> {
        store(environment, s3);
        environment.put("LARDER_STACK_URL", url("stack"));
      }
      case "auth-service" -> {
        environment.put("LARDER_REDIS_URL", redis.url());
        environment.put("LARDER_KEYCLOAK_URL", keycloak.url());
        environment.put("LARDER_KEYCLOAK_USER", Keycloak.USER);
        environment.put("LARDER_KEYCLOAK_PASSWORD", keycloak.password());
      }
      case "gateway" -> {
        environment.put("LARDER_REDIS_URL", redis.url());
        environment.put("LARDER_KEYCLOAK_URL", keycloak.url());
        environment.put("LARDER_KEYS_FOLDER", data.at("keys").toString());
        environment.put("LARDER_ADMIN_SECRET", adminSecret());
        environment.put("LARDER_STACK_URL", url("stack"));
      }
      default -> throw new IllegalArgumentException(name);
    }
    environment.putAll(ServiceVariables.of(name, configuration));
    return environment;
  }

  private void database(Map<String, String> environment) {
    environment.put(
        "LARDER_POSTGRES_URL",
        "jdbc:postgresql://127.0.0.1:%d/%s".formatted(ports.get("postgresql"), DATABASE));
    environment.put("LARDER_POSTGRES_USER", DATABASE);
    environment.put("LARDER_POSTGRES_PASSWORD", Postgres.password(data.secrets(), DATABASE));
  }

  private static void store(Map<String, String> environment, S3 s3) {
    environment.put("LARDER_S3_URL", s3.url());
    environment.put("LARDER_S3_ACCESS_KEY", s3.accessKey());
    environment.put("LARDER_S3_SECRET_KEY", s3.secretKey());
    environment.put("LARDER_S3_BUCKET", "larder");
  }
}
