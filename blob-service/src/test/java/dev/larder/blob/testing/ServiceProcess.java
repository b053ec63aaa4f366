package dev.larder.blob.testing;

import dev.larder.blob.BlobService;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The service as a process of its own, configured by its environment. */
public final class ServiceProcess implements AutoCloseable {
  /** How long a start may take where others take the processors. */
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final Process process;
  private final int port;

  private ServiceProcess(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  /** Starts it and waits until it answers. */
  public static ServiceProcess start(
      FakeIndex index, TestRedis redis, S3 s3, Path cache, String... options) throws Exception {
    int port;
    try (ServerSocket socket = new ServerSocket(0)) {
      port = socket.getLocalPort();
    }
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of(options));
    command.addAll(
        List.of("-cp", System.getProperty("java.class.path"), BlobService.class.getName()));
    ProcessBuilder builder = new ProcessBuilder(command).inheritIO();
    builder
        .environment()
        .putAll(
            Map.of(
                "LARDER_PORT", Integer.toString(port),
                "LARDER_SECRET", Service.SECRET,
                "LARDER_INDEX_URL", index.url(),
                "LARDER_REDIS_URL", redis.url(),
                "LARDER_S3_URL", s3.url(),
                "LARDER_S3_ACCESS_KEY", S3.USER,
                "LARDER_S3_SECRET_KEY", S3.PASSWORD,
                "LARDER_CACHE_FOLDER", cache.toString(),
                "LARDER_CACHE_SIZE", "1073741824"));
    ServiceProcess service = new ServiceProcess(builder.start(), port);
    try {
      Await.until(PATIENCE, service::answers);
    } catch (AssertionError e) {
      service.close();
      throw e;
    }
    return service;
  }

  private boolean answers() {
    try {
      return Http.request(port, "GET", "/health").status() == 200;
    } catch (IOException e) {
      return false;
    }
  }

  public int port() {
    return port;
  }

  public long pid() {
    return process.pid();
  }

  /** As {@code kill -9}. */
  @Override
  public void close() {
    process.destroyForcibly();
    process.onExit().join();
  }
}
