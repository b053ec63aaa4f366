package dev.larder.sync;

import com.github.luben.zstd.ZstdOutputStream;
import dev.larder.messaging.Redis;
import io.micronaut.context.ApplicationContext;
import io.micronaut.core.type.Argument;
import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.serde.ObjectMapper;
import io.minio.BucketExistsArgs;
import io.minio.ListObjectsArgs;
import io.minio.MakeBucketArgs;
import io.minio.MinioClient;
import io.minio.PutObjectArgs;
import io.minio.Result;
import io.minio.errors.MinioException;
import io.minio.messages.Item;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.nio2blob.FilesystemNio2BlobStore;
import redis.embedded.RedisServer;

/**
 * The service with a real PostgreSQL, Redis and S3 server, an index-service that is a fake and an
 * upstream that a test speaks for.
 */
public final class SyncFixture implements AutoCloseable {
  public static final String BUCKET = "larder";
  private static final String USER = "larder";
  private static final String PASSWORD = "not-so-secret";
  public static final String ADMIN = "{\"kind\":\"admin\"}";
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private static EmbeddedPostgres postgres;
  private static RedisServer sharedRedis;
  private static S3Proxy s3;
  private static String s3Url;

  public final FakeIndex upstream = new FakeIndex();
  public final FakeCatalogue catalogue;
  private final String database = "sync_" + UUID.randomUUID().toString().replace("-", "");
  private final Map<String, Object> settings = new HashMap<>();
  private final MinioClient store;
  private final List<EmbeddedServer> servers = new ArrayList<>();
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private SyncFixture(Map<String, Object> overrides) {
    startParts();
    execute("postgres", "create database " + database);
    store = MinioClient.builder().endpoint(s3Url).credentials(USER, PASSWORD).build();
    makeBucket();
    String redis = "redis://127.0.0.1:" + sharedRedis.ports().getFirst();
    try (Redis shared = Redis.open(redis)) {
      shared.commands().flushall();
    }
    catalogue = new FakeCatalogue(redis, store);
    catalogue.mirrors(upstream.url());
    settings.put("larder.port", -1);
    settings.put("larder.secret", FakeCatalogue.SECRET);
    settings.put("larder.postgres.url", postgres.getJdbcUrl("postgres", database));
    settings.put("larder.postgres.user", "postgres");
    settings.put("larder.postgres.password", "postgres");
    settings.put("larder.redis.url", redis);
    settings.put("larder.s3.url", s3Url);
    settings.put("larder.s3.access-key", USER);
    settings.put("larder.s3.secret-key", PASSWORD);
    settings.put("larder.index.url", catalogue.url());
    settings.put("larder.sync.tick", "20ms");
    settings.put("larder.sync.lease", "3s");
    settings.put("larder.sync.pause", "50ms");
    settings.put("larder.sync.resend", "2s");
    settings.put("larder.sync.retry-after", "50ms");
    settings.put("larder.sync.tries", 1);
    settings.putAll(overrides);
    servers.add(server());
  }

  public static SyncFixture open() {
    return new SyncFixture(Map.of());
  }

  public static SyncFixture with(Map<String, Object> settings) {
    return new SyncFixture(settings);
  }

  private static synchronized void startParts() {
    if (postgres != null) {
      return;
    }
    try {
      postgres = EmbeddedPostgres.builder().setServerConfig("fsync", "off").start();
      sharedRedis = RedisServer.newRedisServer().port(freePort()).setting("save \"\"").build();
      sharedRedis.start();
      Path folder = Files.createTempDirectory("larder-sync-s3");
      s3Url = "http://127.0.0.1:" + freePort();
      s3 =
          S3Proxy.builder()
              .blobStore(new FilesystemNio2BlobStore(folder.toString()))
              .endpoint(URI.create(s3Url))
              .awsAuthentication(AuthenticationType.AWS_V2_OR_V4, USER, PASSWORD)
              .build();
      s3.start();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  public static int freePort() {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void makeBucket() {
    try {
      if (!store.bucketExists(BucketExistsArgs.builder().bucket(BUCKET).build())) {
        store.makeBucket(MakeBucketArgs.builder().bucket(BUCKET).build());
      }
    } catch (MinioException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Another replica. */
  public EmbeddedServer server() {
    return ApplicationContext.builder(EmbeddedServer.class.getClassLoader())
        .properties(settings)
        .deduceEnvironment(false)
        .start()
        .getBean(EmbeddedServer.class)
        .start();
  }

  /** As it was at first: nothing is known, and nothing is under way. */
  public void reset() {
    upstream.reset();
    waitUntil(this::forgetRuns);
    catalogue.reset();
    catalogue.mirrors(upstream.url());
  }

  /** Whether that was done; what is under way may be in the way. */
  private boolean forgetRuns() {
    try {
      sql("delete from sync.run; delete from sync.failure");
      return true;
    } catch (AssertionError e) {
      return false;
    }
  }

  public MinioClient store() {
    return store;
  }

  public Map<String, Object> settings() {
    return settings;
  }

  /** Ends the replica that was started with the fixture. */
  public void stop() {
    servers.removeFirst().close();
  }

  /** Starts one, where none is. */
  public void start() {
    servers.addFirst(server());
  }

  public <T> T bean(Class<T> type) {
    return servers.getFirst().getApplicationContext().getBean(type);
  }

  public URI uri(String path) {
    return URI.create("http://127.0.0.1:%d%s".formatted(servers.getFirst().getPort(), path));
  }

  public HttpResponse<String> call(String method, String path, Object body, String caller) {
    try {
      HttpRequest.Builder request =
          HttpRequest.newBuilder(uri("/__api__/v1" + path))
              .header("Larder-Secret", FakeCatalogue.SECRET)
              .header("Content-Type", "application/json")
              .method(
                  method,
                  body == null
                      ? HttpRequest.BodyPublishers.noBody()
                      : HttpRequest.BodyPublishers.ofString(
                          ObjectMapper.getDefault().writeValueAsString(body)));
      if (caller != null) {
        request.header("Larder-Caller", caller);
      }
      return client.send(request.build(), BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  public Map<String, Object> json(String method, String path, Object body) {
    HttpResponse<String> response = call(method, path, body, ADMIN);
    if (response.statusCode() / 100 != 2) {
      throw new AssertionError(response.statusCode() + " " + response.body());
    }
    return parse(response.body());
  }

  /** Begins a sync of the mirror; its id. */
  public String begin() {
    waitUntil(() -> call("GET", "/syncs", null, ADMIN).statusCode() == 200);
    return begin(Map.of("source", "pypi"));
  }

  @SuppressWarnings("unchecked")
  public String begin(Map<String, Object> request) {
    Map<String, Object> answer = json("POST", "/syncs", request);
    return (String) ((List<Map<String, Object>>) answer.get("syncs")).getFirst().get("id");
  }

  public Map<String, Object> sync(String id) {
    return json("GET", "/syncs/" + id, null);
  }

  /** A sync at its end. */
  public Map<String, Object> end(String id) {
    waitUntil(() -> sync(id).get("finishedAt") != null, () -> sync(id).toString());
    return sync(id);
  }

  /** Begins one and waits for its end. */
  public Map<String, Object> synced() {
    return end(begin());
  }

  public static Map<String, Object> parse(String json) {
    try {
      return ObjectMapper.getDefault().readValue(json, Argument.mapOf(String.class, Object.class));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The keys that begin so. */
  public List<String> keys(String prefix) {
    try {
      List<String> keys = new ArrayList<>();
      for (Result<Item> item :
          store.listObjects(
              ListObjectsArgs.builder().bucket(BUCKET).prefix(prefix).recursive(true).build())) {
        keys.add(item.get().objectName());
      }
      return keys;
    } catch (MinioException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Puts lines, compressed. */
  public static void put(MinioClient store, String key, String lines) throws Exception {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (ZstdOutputStream zstd = new ZstdOutputStream(packed)) {
      zstd.write(lines.getBytes(StandardCharsets.UTF_8));
    }
    store.putObject(
        PutObjectArgs.builder()
            .bucket(BUCKET)
            .object(key)
            .data(packed.toByteArray(), packed.size())
            .build());
  }

  public void sql(String statement) {
    execute(database, statement);
  }

  private static void execute(String database, String sql) {
    try (Connection connection =
            DriverManager.getConnection(postgres.getJdbcUrl("postgres", database));
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  public static void waitUntil(BooleanSupplier condition) {
    waitUntil(condition, () -> "");
  }

  public static void waitUntil(
      BooleanSupplier condition, java.util.function.Supplier<String> state) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > end) {
        throw new AssertionError("It didn't come true within " + PATIENCE + ": " + state.get());
      }
      LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
    }
  }

  @Override
  public void close() {
    servers.forEach(EmbeddedServer::close);
    catalogue.close();
    upstream.close();
  }
}
