package dev.larder.gateway.fake;

import dev.larder.gateway.GatewayStarter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.net.SocketFactory;
import org.springframework.context.ConfigurableApplicationContext;

/** A running gateway with a fake for each service. */
public final class Fixture implements AutoCloseable {
  public static final String SECRET = "the-secret-of-the-fixture";
  public static final String ADMIN_SECRET = "the-secret-of-the-administrator";

  public final FakeService index = new FakeService();
  public final FakeService blob = new FakeService();
  public final FakeService upload = new FakeService();
  public final FakeService sync = new FakeService();
  public final FakeService auth = new FakeService();
  public final FakeService keycloak = new FakeService();
  public final Path keys;

  private final ConfigurableApplicationContext context;

  /**
   * @param redisUrl where Redis is or isn't
   * @param more further settings, such as {@code --larder.limits.page=200ms}
   */
  public Fixture(String redisUrl, String... more) {
    try {
      keys = Files.createTempDirectory("larder-keys");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    List<String> settings = new ArrayList<>();
    settings.add("--LARDER_PORT=0");
    settings.add("--larder.secret=" + SECRET);
    settings.add("--larder.index.url=" + index.url());
    settings.add("--larder.blob.url=" + blob.url());
    settings.add("--larder.upload.url=" + upload.url());
    settings.add("--larder.sync.url=" + sync.url());
    settings.add("--larder.auth.url=" + auth.url());
    settings.add("--larder.keycloak.url=" + keycloak.url());
    settings.add("--larder.redis.url=" + redisUrl);
    settings.add("--larder.keys.folder=" + keys);
    settings.add("--larder.admin.secret=" + ADMIN_SECRET);
    settings.addAll(List.of(more));
    context = GatewayStarter.start(settings.toArray(String[]::new));
  }

  /** A fixture whose Redis is away. */
  public static Fixture withoutRedis(String... more) {
    return new Fixture("redis://:nobody@127.0.0.1:1", more);
  }

  public int port() {
    return context.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
  }

  /** A new connection from a client. */
  public RawClient connect() {
    return connect(SocketFactory.getDefault());
  }

  /** The same with a socket of {@code sockets}, such as one that speaks TLS. */
  public RawClient connect(SocketFactory sockets) {
    return new RawClient(sockets, port());
  }

  /** Sends one request without a body and reads the answer. */
  public Reply ask(String method, String target, String... headers) {
    try (RawClient client = connect()) {
      client.send(method, target, headers);
      return client.reply(method);
    }
  }

  /** Sends one request with a body of ASCII and reads the answer. */
  public Reply post(String target, String body, String... headers) {
    try (RawClient client = connect()) {
      List<String> all = new ArrayList<>(List.of(headers));
      all.add("Content-Length: " + body.length());
      client.send("POST", target, all.toArray(String[]::new));
      client.write(body);
      return client.reply("POST");
    }
  }

  public Reply get(String target, String... headers) {
    return ask("GET", target, headers);
  }

  public Stream<FakeService> services() {
    return Stream.of(index, blob, upload, sync, auth, keycloak);
  }

  /** How many requests have reached services. */
  public int reached() {
    return services().mapToInt(service -> service.calls().size()).sum();
  }

  @Override
  public void close() {
    context.close();
    services().forEach(FakeService::close);
  }
}
