package dev.larder.stack.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.larder.outbound.Proxies;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReachabilityTest {
  @TempDir Path folder;
  private final AtomicReference<String> authorization = new AtomicReference<>("");
  private volatile int status = 200;
  private HttpServer server;
  private Reachability reachability;

  @BeforeEach
  void anIndex() throws Exception {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/simple/pip/",
        exchange -> {
          authorization.set(exchange.getRequestHeaders().getFirst("Authorization"));
          exchange.sendResponseHeaders(status, -1);
          exchange.close();
        });
    server.start();
    KeyStore none = KeyStore.getInstance("PKCS12");
    none.load(null, null);
    reachability = new Reachability(none, Duration.ofSeconds(2));
  }

  @AfterEach
  void itsEnd() {
    server.stop(0);
  }

  @Test
  void anIndexThatAnswersIsThereAlsoIfItDoesNotHaveThePage() {
    assertThat(reachability.test(index(""))).isTrue();
    status = 404;
    assertThat(reachability.test(index(""))).isTrue();
  }

  @Test
  void anIndexBehindAProxyIsThereAlsoIfTheProxyWantsALogin() throws Exception {
    KeyStore none = KeyStore.getInstance("PKCS12");
    none.load(null, null);
    String proxy = "http://127.0.0.1:" + server.getAddress().getPort();
    Reachability behind =
        new Reachability(
            none,
            Duration.ofSeconds(2),
            Proxies.of(Map.of("HTTP_PROXY", proxy), (variable, why) -> {}));
    UpstreamUrl index = UpstreamUrl.of("http://index.invalid/simple/");
    assertThat(reachability.test(index)).isFalse();
    assertThat(behind.test(index)).isTrue();
    status = 407;
    assertThat(behind.test(index)).isTrue();
    status = 502;
    assertThat(behind.test(index)).isFalse();
  }

  @Test
  void anIndexThatFailsOrTurnsUsAwayIsNot() {
    status = 503;
    assertThat(reachability.test(index(""))).isFalse();
    status = 401;
    assertThat(reachability.test(index(""))).isFalse();
  }

  @Test
  void credentialsAreSent() {
    reachability.test(index("user:pw@"));

    assertThat(authorization.get()).isEqualTo("Basic dXNlcjpwdw==");
  }

  @Test
  void aServerThatAcceptsAndSaysNothingIsGivenUpInTime() throws IOException {
    try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      long begun = System.nanoTime();

      assertThat(
              reachability.test(
                  new UpstreamUrl("http://127.0.0.1:%d/simple/".formatted(silent.getLocalPort()))))
          .isFalse();
      assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(30));
    }
  }

  @Test
  void aFolderIsThereWhenItExists() {
    assertThat(reachability.test(UpstreamUrl.of(folder.toString()))).isTrue();
    assertThat(reachability.test(new UpstreamUrl(folder.resolve("gone").toUri() + "/"))).isFalse();
  }

  private UpstreamUrl index(String credentials) {
    return new UpstreamUrl(
        "http://%s127.0.0.1:%d/simple/".formatted(credentials, server.getAddress().getPort()));
  }
}
