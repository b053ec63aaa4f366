package dev.larder.e2e.outside;

import static org.assertj.core.api.Assertions.assertThat;

import dev.larder.e2e.client.Finished;
import dev.larder.e2e.server.Fixture;
import dev.larder.e2e.server.Http;
import dev.larder.e2e.server.SharedFixture;
import dev.larder.e2e.upstream.Upstream;
import java.net.URI;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** A source that has a proxy of its own, beyond which its host is known. */
@Order(41)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@ExtendWith(SharedFixture.class)
class SourceProxyTest {
  private static final String HOST = "packages.outside.test";
  private static final String URL = "http://" + HOST + "/simple/";
  private static final String PASSWORD = "correct-horse";

  private final Fixture fixture;
  private final Upstream upstream = Upstream.start();

  SourceProxyTest(Fixture fixture) {
    this.fixture = fixture;
  }

  @AfterAll
  void stop() {
    upstream.close();
  }

  private int port() {
    return URI.create(upstream.url()).getPort();
  }

  private Outside beyond(ForwardProxy proxy) {
    return new Outside(fixture.newFolder(), upstream, proxy, fixture.larder());
  }

  @Test
  void pagesAndFilesComeThroughTheProxyOfTheSource() {
    try (ForwardProxy proxy = ForwardProxy.open().knowing(HOST, port())) {
      Outside outside = beyond(proxy);
      outside.mirror("proxied", URL, "--proxy=" + proxy.url());

      outside.isInstalledFrom("proxied", "proxied-demo");

      assertThat(outside.asked(HOST))
          .contains("GET " + HOST + "/simple/proxied-demo/")
          .anyMatch(one -> one.endsWith(".whl"))
          .anyMatch(one -> one.endsWith(".whl.metadata"));
    }
  }

  @Test
  void aProxyIsShownItsPasswordAndNobodyElseIs() {
    try (ForwardProxy proxy = ForwardProxy.guarded("corp:" + PASSWORD).knowing(HOST, port())) {
      Outside outside = beyond(proxy);
      Finished made = outside.mirror("guarded", URL, "--proxy=" + proxy.url());

      outside.isInstalledFrom("guarded", "guarded-demo");

      Finished info = fixture.larder().larder("info", "--source=guarded");
      assertThat(info.succeeded()).as("%s", info).isTrue();
      assertThat(info.out()).contains(URI.create(proxy.url()).getPort() + "");
      for (Finished told :
          new Finished[] {
            made,
            info,
            fixture.larder().larder("list", "sources", "-o", "json"),
            fixture.larder().larder("log", "--since=1h")
          }) {
        assertThat(told.words()).doesNotContain(PASSWORD);
      }
    }
  }

  @Test
  void aProxyThatRefusesIsNamedAndItsPasswordIsnt() {
    try (ForwardProxy proxy = ForwardProxy.guarded("corp:of-somebody-else").knowing(HOST, port())) {
      Outside outside = beyond(proxy);
      outside.mirror("refused", URL, "--proxy=" + proxy.address("corp:" + PASSWORD), "--no-check");

      HttpResponse<String> page = Http.get(outside.page("refused", "refused-demo"));

      assertThat(page.statusCode()).isEqualTo(502);
      assertThat(page.body())
          .contains("proxy")
          .doesNotContain(PASSWORD)
          .doesNotContain("of-somebody-else");
      assertThat(page.body().lines()).hasSize(1);
    }
  }

  @Test
  void whatTheProxyDoesNotKnowIsNoReasonToForgetIt() {
    try (ForwardProxy proxy = ForwardProxy.open()) {
      Outside outside = beyond(proxy);
      outside.mirror("unknown", URL, "--proxy=" + proxy.url(), "--no-check");

      HttpResponse<String> page = Http.get(outside.page("unknown", "unknown-demo"));

      assertThat(page.statusCode()).as(page.body()).isIn(502, 503);
    }
  }
}
