package dev.larder.e2e.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.larder.e2e.Checkout;
import dev.larder.e2e.outside.ForwardProxy;
import dev.larder.e2e.outside.Outside;
import dev.larder.e2e.publisher.TlsFront;
import dev.larder.e2e.server.Fixture;
import dev.larder.e2e.server.Http;
import dev.larder.e2e.server.LarderServer;
import dev.larder.e2e.server.SharedFixture;
import dev.larder.e2e.trust.OwnAuthority;
import dev.larder.e2e.upstream.Upstream;
import dev.larder.e2e.wheel.Package;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The server was told its public address, the proxy passes paths on as they are and says nothing. A
 * proxy of another kind is its only way to the outside, as its environment says.
 */
@Order(61)
@ExtendWith(SharedFixture.class)
class PublicAddressTest extends BehindNginxContract {
  private static final String OUTSIDE = "packages.outside.test";
  private static final String SAFE_OUTSIDE = "safe.outside.test";

  private final Path folder = Checkout.emptyTarget("addressed");
  private final Upstream beyond = Upstream.start();
  private ForwardProxy proxy;
  private TlsFront front;
  private LarderServer larder;
  private String token;

  PublicAddressTest(Fixture fixture) {
    super(fixture);
  }

  @BeforeAll
  void start() {
    int port = URI.create(beyond.url()).getPort();
    OwnAuthority authority = OwnAuthority.in(folder, SAFE_OUTSIDE);
    front = new TlsFront(authority, folder, port);
    proxy =
        ForwardProxy.guarded("corp:correct-horse")
            .knowing(OUTSIDE, port)
            .knowing(SAFE_OUTSIDE, front.port());
    larder =
        LarderServer.start(
            folder,
            fixture.upstream().url(),
            Map.of(
                "LARDER_SERVER_ADDRESS",
                nginx.entrance(true).url(),
                "http_proxy",
                proxy.url(),
                "HTTPS_PROXY",
                proxy.url(),
                "NO_PROXY",
                "localhost,127.0.0.0/8,.inside.test",
                "SSL_CERT_FILE",
                authority.ca().toString()));
    token = larder.uploadToken("tests");
    nginx.start(larder.url(), UnderPrefix.Way.PASSING_ON);
  }

  @AfterAll
  void stop() {
    nginx.close();
    front.close();
    proxy.close();
    beyond.close();
    if (larder != null) {
      larder.close();
    }
  }

  @Test
  void aProxyThatTakesThePrefixOffWorksToo() {
    Package made = Package.of("behind-stripping", "1.0");
    fixture.publish(made);
    try (UnderPrefix stripping = UnderPrefix.in(fixture.folder())) {
      stripping.start(larder.url(), UnderPrefix.Way.STRIPPING);
      Entrance entrance = stripping.entrance(true);
      assertThat(entrance.get("/latest/simple/" + made.name() + "/").statusCode()).isEqualTo(200);
      assertThat(entrance.get("/").body()).contains(base(true) + "/latest/simple/");
    }
  }

  @Test
  void anUpstreamIsInstalledFromByWayOfTheProxyOfTheEnvironment() {
    Outside outside = new Outside(fixture.newFolder(), beyond, proxy, larder);
    outside.mirror("outside", "http://" + OUTSIDE + "/simple/");

    outside.isInstalledFrom("outside", "outside-demo");

    assertThat(outside.asked(OUTSIDE)).contains("GET " + OUTSIDE + "/simple/outside-demo/");
  }

  @Test
  void anUpstreamOfHttpsIsInstalledFromByATunnelThroughThatProxy() {
    Outside outside = new Outside(fixture.newFolder(), beyond, proxy, larder);
    outside.mirror("safe-outside", "https://" + SAFE_OUTSIDE + "/simple/");

    outside.isInstalledFrom("safe-outside", "safe-outside-demo");

    assertThat(outside.asked(SAFE_OUTSIDE)).isNotEmpty().containsOnly("CONNECT " + SAFE_OUTSIDE);
  }

  @Test
  void itsOwnPartsAndWhatNeedsNoProxyDoNotGoThroughIt() {
    Package made = Package.of("needs-no-proxy", "1.0");
    fixture.publish(made);

    assertThat(Http.get(larder.indexUrl() + made.name() + "/").statusCode()).isEqualTo(200);
    assertThat(proxy.asked()).allMatch(one -> one.contains("outside.test"));
  }

  @Override
  String token() {
    return token;
  }

  @Override
  String base(boolean tls) {
    return nginx.entrance(true).url();
  }
}
