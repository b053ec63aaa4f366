package dev.larder.blob.testing;

import dev.larder.blob.fill.Fills;
import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The service itself, as it is started in earnest. */
public final class Service implements AutoCloseable {
  public static final String SECRET = "shared-secret";

  private final EmbeddedServer server;
  private final Path cache;

  private Service(EmbeddedServer server, Path cache) {
    this.server = server;
    this.cache = cache;
  }

  /** Starts it; settings as name, value, name, value. */
  public static Service start(
      String index, String redis, String s3, Path cache, String... settings) {
    Map<String, Object> properties = new HashMap<>();
    properties.put("larder.port", "0");
    properties.put("larder.secret", SECRET);
    properties.put("larder.index.url", index);
    properties.put("larder.redis.url", redis);
    properties.put("larder.s3.url", s3);
    properties.put("larder.s3.access-key", S3.USER);
    properties.put("larder.s3.secret-key", S3.PASSWORD);
    properties.put("larder.cache.folder", cache.toString());
    properties.put("larder.upstream.idle-timeout", "20s");
    properties.put("micronaut.server.port", "-1");
    for (int i = 0; i < settings.length; i += 2) {
      properties.put(settings[i], settings[i + 1]);
    }
    return new Service(ApplicationContext.run(EmbeddedServer.class, properties), cache);
  }

  public int port() {
    return server.getPort();
  }

  /** Names of what lies in the cache's folder. */
  public List<String> cached() throws IOException {
    try (Stream<Path> files = Files.list(cache)) {
      return files.map(f -> f.getFileName().toString()).sorted().toList();
    }
  }

  /** Whether no file is on its way into the cache or into S3. */
  public boolean isIdle() {
    return server.getApplicationContext().getBean(Fills.class).isIdle();
  }

  @Override
  public void close() {
    server.getApplicationContext().close();
  }
}
