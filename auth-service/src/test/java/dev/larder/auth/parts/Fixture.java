package dev.larder.auth.parts;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.springframework.util.FileSystemUtils;

/**
 * The service as it is started in earnest, with the Keycloak of all tests, a Redis of its own and
 * an index-service that answers as it is told. Classes with the same settings share one, whose
 * index-service begins anew with each class, as long as Keycloak stays where it is.
 */
public final class Fixture implements BeforeAllCallback {

  private final List<String> settings;
  private Running running;

  /**
   * @param settings further ones, such as {@code --larder.use.every=1s}
   */
  public Fixture(String... settings) {
    this.settings = List.of(settings);
  }

  /** Ends with the last test of all. */
  private record Running(
      Path folder, RealRedis redis, FakeIndexService index, RunningService service)
      implements AutoCloseable {

    static Running start(List<String> settings) {
      try {
        Path folder = Files.createTempDirectory("larder-auth");
        var redis = new RealRedis(folder);
        var index = new FakeIndexService();
        String[] more = settings.toArray(String[]::new);
        var service = RunningService.start(RealKeycloak.running().url(), redis, index, more);
        return new Running(folder, redis, index, service.untilReady(redis));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public void close() throws IOException {
      service.close();
      index.close();
      redis.close();
      FileSystemUtils.deleteRecursively(folder);
    }
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    running =
        context
            .getRoot()
            .getStore(Namespace.create(Fixture.class))
            .getOrComputeIfAbsent(
                List.of(settings, RealKeycloak.running().url()),
                any -> Running.start(settings),
                Running.class);
    running.index().begin();
  }

  public RealRedis redis() {
    return running.redis();
  }

  public FakeIndexService index() {
    return running.index();
  }

  public RunningService service() {
    return running.service();
  }

  /** Who holds the secret of the connection file. */
  public Caller admin() {
    return Caller.admin(service());
  }
}
