package dev.larder.auth.parts;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.springframework.util.FileSystemUtils;

/**
 * The service as it is started in earnest, with the Keycloak of all tests, a Redis of its own and
 * an index-service that answers as it is told; from before the first test of a class until after
 * the last.
 */
public final class House implements BeforeAllCallback, AfterAllCallback {

  private final String[] settings;
  private Path folder;
  private RealRedis redis;
  private FakeIndexService index;
  private RunningService service;

  /**
   * @param settings further ones, such as {@code --larder.use.every=1s}
   */
  public House(String... settings) {
    this.settings = settings;
  }

  @Override
  public void beforeAll(ExtensionContext context) throws IOException {
    folder = Files.createTempDirectory("larder-auth");
    redis = new RealRedis(folder);
    index = new FakeIndexService();
    service =
        RunningService.start(RealKeycloak.running().url(), redis, index, settings)
            .untilReady(redis);
  }

  @Override
  public void afterAll(ExtensionContext context) throws IOException {
    service.close();
    index.close();
    redis.close();
    FileSystemUtils.deleteRecursively(folder);
  }

  public RealRedis redis() {
    return redis;
  }

  public FakeIndexService index() {
    return index;
  }

  public RunningService service() {
    return service;
  }

  /** Who holds the secret of the connection file. */
  public Caller admin() {
    return Caller.admin(service);
  }
}
