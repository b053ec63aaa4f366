package dev.larder.index;

import dev.larder.messaging.Redis;
import io.micronaut.context.ApplicationContext;
import io.micronaut.core.type.Argument;
import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.serde.ObjectMapper;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.flywaydb.core.Flyway;
import redis.embedded.RedisServer;

/** The service with a real PostgreSQL and Redis, and a sync-service that a test speaks for. */
public final class Fixture implements AutoCloseable {
  public static final String SECRET = "a-secret-of-the-tests";
  public static final String CALLER = "Larder-Caller";
  public static final String ADMIN = "{\"kind\":\"admin\"}";

  /** A migrated database, which each test's is a copy of. */
  private static final String TEMPLATE = "larder_template";

  private static EmbeddedPostgres postgres;
  private static RedisServer sharedRedis;

  public final FakeSync sync = new FakeSync();
  public final FakeBlob blob = new FakeBlob();
  public final FakeStore store = new FakeStore();
  private final String database;
  private final Map<String, Object> settings = new HashMap<>();
  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();
  private EmbeddedServer server;

  private Fixture(Map<String, Object> overrides) {
    database = "larder_" + UUID.randomUUID().toString().replace("-", "");
    execute(
        postgres().getJdbcUrl("postgres", "postgres"),
        "create database %s template %s".formatted(database, TEMPLATE));
    settings.put("micronaut.server.port", -1);
    settings.put("larder.secret", SECRET);
    settings.put("larder.postgres.url", jdbcUrl());
    settings.put("larder.postgres.user", "postgres");
    settings.put("larder.postgres.password", "postgres");
    settings.put("larder.redis-url", redis());
    settings.put("larder.sync-url", sync.url());
    settings.put("larder.blob-url", blob.url());
    settings.put("larder.s3.url", store.url());
    settings.put("larder.s3.access-key", "larder");
    settings.put("larder.s3.secret-key", "not-so-secret");
    // Whoever wants files to be read in the background says so.
    settings.put("larder.pypi.metadata-rate", 0);
    settings.put("larder.upstreams", "https://upstream.example/simple/");
    settings.putAll(overrides);
    server = started();
  }

  public static Fixture open() {
    return new Fixture(Map.of());
  }

  /** With other settings, such as {@code larder.freshness}. */
  public static Fixture with(Map<String, Object> settings) {
    return new Fixture(settings);
  }

  private static synchronized EmbeddedPostgres postgres() {
    if (postgres == null) {
      try {
        postgres = EmbeddedPostgres.builder().setServerConfig("fsync", "off").start();
        execute(postgres.getJdbcUrl("postgres", "postgres"), "create database " + TEMPLATE);
        Flyway.configure()
            .dataSource(postgres.getJdbcUrl("postgres", TEMPLATE), "postgres", "postgres")
            .load()
            .migrate();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return postgres;
  }

  private static synchronized String redis() {
    if (sharedRedis == null) {
      sharedRedis = startRedis(freePort());
    }
    String url = "redis://127.0.0.1:" + sharedRedis.ports().getFirst();
    try (Redis redis = Redis.open(url)) {
      redis.shared().sync().flushall();
    }
    return url;
  }

  /** A Redis of a test's own. */
  public static RedisServer startRedis(int port) {
    try {
      RedisServer redis = RedisServer.newRedisServer().port(port).setting("save \"\"").build();
      redis.start();
      return redis;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static int freePort() {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private EmbeddedServer started() {
    EmbeddedServer started = server(settings);
    waitUntil(() -> get(started, "/health").statusCode() == 200);
    return started;
  }

  /** Another process of the service, which may wait for its parts. */
  public static EmbeddedServer server(Map<String, Object> settings) {
    return ApplicationContext.builder(EmbeddedServer.class.getClassLoader())
        .properties(settings)
        .deduceEnvironment(false)
        .start()
        .getBean(EmbeddedServer.class)
        .start();
  }

  /** Ends the service and starts it again on the same data. */
  public void restart(Map<String, Object> overrides) {
    server.getApplicationContext().close();
    settings.putAll(overrides);
    server = started();
  }

  public Map<String, Object> settings() {
    return settings;
  }

  public <T> T bean(Class<T> type) {
    return server.getApplicationContext().getBean(type);
  }

  public String jdbcUrl() {
    return postgres().getJdbcUrl("postgres", database);
  }

  /** Where the service has that path. */
  public URI uri(String path) {
    return uri(server, path);
  }

  public HttpResponse<String> get(String path, String... headers) {
    return get(server, path, headers);
  }

  private HttpResponse<String> get(EmbeddedServer asked, String path, String... headers) {
    return send(request(asked, path, headers).GET().build());
  }

  public HttpResponse<byte[]> bytes(String path, String... headers) {
    return sendFor(request(server, path, headers).GET().build(), BodyHandlers.ofByteArray());
  }

  public HttpResponse<String> head(String path, String... headers) {
    return send(request(server, path, headers).HEAD().build());
  }

  public HttpResponse<String> post(String path, Object body, String... headers) {
    try {
      byte[] json = ObjectMapper.getDefault().writeValueAsBytes(body);
      return send(
          request(server, path, headers)
              .header("Content-Type", "application/json")
              .POST(HttpRequest.BodyPublishers.ofByteArray(json))
              .build());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public HttpResponse<String> postXml(String path, String body, String... headers) {
    return send(
        request(server, path, headers)
            .header("Content-Type", "text/xml")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build());
  }

  /** A call of the admin API; {@code body} may be null. */
  public HttpResponse<String> call(String method, String path, Object body, String... headers) {
    try {
      HttpRequest.BodyPublisher bytes =
          body == null
              ? HttpRequest.BodyPublishers.noBody()
              : HttpRequest.BodyPublishers.ofByteArray(
                  ObjectMapper.getDefault().writeValueAsBytes(body));
      return send(
          request(server, "/__api__/v1" + path, headers)
              .header("Content-Type", "application/json")
              .method(method, bytes)
              .build());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What a call of the admin API answers, which must have this status. */
  public Map<String, Object> done(int status, String method, String path, Object body) {
    HttpResponse<String> response = call(method, path, body);
    if (response.statusCode() != status) {
      throw new AssertionError(response.statusCode() + " " + response.body());
    }
    return response.body().isEmpty() ? Map.of() : parse(response.body());
  }

  /** The status and the line with which a call of the admin API is refused. */
  public String refusal(String method, String path, Object body) {
    HttpResponse<String> response = call(method, path, body);
    String type = response.headers().firstValue("Content-Type").orElse("");
    if (!type.equals("application/problem+json")) {
      throw new AssertionError(response.statusCode() + " " + type + " " + response.body());
    }
    return response.statusCode() + " " + parse(response.body()).get("detail");
  }

  /** A request that shows no secret. */
  public HttpResponse<String> bare(String path) {
    return send(HttpRequest.newBuilder(uri(server, path)).build());
  }

  public Map<String, Object> json(String path) {
    HttpResponse<String> response = get(path, "Accept", "application/vnd.pypi.simple.v1+json");
    if (response.statusCode() != 200) {
      throw new AssertionError(response.statusCode() + " " + response.body());
    }
    return parse(response.body());
  }

  /** The files of a project's page, by name. */
  @SuppressWarnings("unchecked")
  public Map<String, Map<String, Object>> files(String project) {
    Map<String, Map<String, Object>> files = new HashMap<>();
    for (Object file : (List<Object>) json("/simple/" + project + "/").get("files")) {
      Map<String, Object> map = (Map<String, Object>) file;
      files.put((String) map.get("filename"), map);
    }
    return files;
  }

  public static Map<String, Object> parse(String json) {
    try {
      return ObjectMapper.getDefault().readValue(json, Argument.mapOf(String.class, Object.class));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Asks the API as an administrator, unless {@link #CALLER} is among the headers: with null, as
   * nobody.
   */
  private static HttpRequest.Builder request(EmbeddedServer asked, String path, String... headers) {
    HttpRequest.Builder builder =
        HttpRequest.newBuilder(uri(asked, path)).header("Larder-Secret", SECRET);
    for (int i = 0; i < headers.length; i += 2) {
      if (headers[i + 1] != null) {
        builder.header(headers[i], headers[i + 1]);
      }
    }
    if (path.startsWith("/__api__") && !Arrays.asList(headers).contains(CALLER)) {
      builder.header(CALLER, ADMIN);
    }
    return builder;
  }

  private static URI uri(EmbeddedServer asked, String path) {
    return URI.create("http://127.0.0.1:" + asked.getPort() + path);
  }

  private HttpResponse<String> send(HttpRequest request) {
    return sendFor(request, BodyHandlers.ofString());
  }

  private <T> HttpResponse<T> sendFor(HttpRequest request, HttpResponse.BodyHandler<T> handler) {
    try {
      return client.send(request, handler);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** An upload's hand-over, of a file whose bytes are {@code content}. */
  public static Map<String, Object> upload(String filename, String project, String content) {
    Map<String, Object> upload = new HashMap<>();
    upload.put("filename", filename);
    upload.put("filetype", filename.endsWith(".whl") ? "bdist_wheel" : "sdist");
    upload.put("project", project);
    upload.put("version", filename.split("-")[1].replace(".tar.gz", ""));
    upload.put("sha256", sha256(content));
    upload.put("md5", "0".repeat(32));
    upload.put("blake2b", "0".repeat(64));
    upload.put("size", content.length());
    upload.put("key", "kept/" + UUID.randomUUID());
    upload.put("metadataKey", null);
    upload.put("by", "a-token");
    return upload;
  }

  /** Publishes into {@code private}. */
  public HttpResponse<String> publish(String filename, String project, String content) {
    return post("/internal/sources/1/files", upload(filename, project, content));
  }

  public void execute(String sql) {
    execute(jdbcUrl(), sql);
  }

  private static void execute(String url, String sql) {
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  /** The first column of what a query gives, as text. */
  public List<String> query(String sql) {
    try (Connection connection = DriverManager.getConnection(jdbcUrl());
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      List<String> values = new ArrayList<>();
      while (rows.next()) {
        values.add(rows.getString(1));
      }
      return values;
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  public long serial() {
    return Long.parseLong(query("select serial from clock").getFirst());
  }

  /** Lets time pass for what is known of mirrored projects: all that was seen is older by that. */
  public void later(Duration time) {
    execute(
        "update project set looked_at = looked_at - interval '%d milliseconds'"
            .formatted(time.toMillis()));
    execute(
        "update file set missed_since = missed_since - interval '%d milliseconds'"
            .formatted(time.toMillis()));
  }

  public static String sha256(String content) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256")
                  .digest(content.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }

  public static void waitUntil(BooleanSupplier condition) {
    long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > end) {
        throw new AssertionError("It didn't come true within 30 s");
      }
      LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
    }
  }

  @Override
  public void close() {
    server.getApplicationContext().close();
    sync.close();
    blob.close();
    store.close();
  }
}
