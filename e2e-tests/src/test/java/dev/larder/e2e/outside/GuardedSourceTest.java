package dev.larder.e2e.outside;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.larder.e2e.client.Finished;
import dev.larder.e2e.client.Installation;
import dev.larder.e2e.client.Installer;
import dev.larder.e2e.publisher.TlsFront;
import dev.larder.e2e.server.Fixture;
import dev.larder.e2e.server.SharedFixture;
import dev.larder.e2e.trust.OwnAuthority;
import dev.larder.e2e.upstream.Upstream;
import dev.larder.e2e.wheel.Package;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** Upstreams that don't let everybody in, installed from by pip. */
@Order(41)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@ExtendWith(SharedFixture.class)
class GuardedSourceTest {
  private static final String PASSWORD = "correct-horse";

  private final Fixture fixture;
  private final Upstream upstream = Upstream.start();

  GuardedSourceTest(Fixture fixture) {
    this.fixture = fixture;
  }

  @AfterAll
  void stop() {
    upstream.close();
  }

  private int port() {
    return URI.create(upstream.url()).getPort();
  }

  private Finished create(String name, String url, String... flags) {
    var words =
        new ArrayList<>(
            List.of("create", "source", "--name=" + name, "--type=pypi", "--url=" + url));
    words.addAll(List.of(flags));
    return fixture.larder().larder(words.toArray(String[]::new));
  }

  private void isInstalledBy(String repo) {
    Package made = Package.of(repo + "-demo", "1.0");
    upstream.project(made.name()).inHtmlOnly();
    upstream.publish(made.wheel(fixture.newFolder()));
    Finished created =
        fixture.larder().larder("create", "repo", "--name=" + repo, "--sources=" + repo);
    assertThat(created.succeeded()).as("%s", created).isTrue();

    Installation installed =
        Installer.PIP_26.install(
            fixture.folder(),
            "%s/%s/latest/simple/".formatted(fixture.larder().url(), repo),
            made.name());

    assertThat(installed.says(made)).as("%s", installed).isEqualTo(made.says());
  }

  @Test
  void aCompanysOwnAuthorityIsTrustedAndAClientCertificateShown() {
    Path folder = fixture.newFolder();
    OwnAuthority server = OwnAuthority.in(folder, "localhost");
    OwnAuthority client = OwnAuthority.in(fixture.newFolder(), "larder");
    try (TlsFront front = TlsFront.forClientsOf(client.ca(), server, folder, port())) {
      String url = front.url() + "/simple/";

      Finished untrusted = create("mutual", url);
      Finished unknown = create("mutual", url, "--ca-file=" + server.ca());
      Finished made =
          create(
              "mutual",
              url,
              "--ca-file=" + server.ca(),
              "--client-cert=" + client.certificate(),
              "--client-key=" + client.key());

      assertThat(untrusted.err())
          .contains("signed by nobody whom this machine trusts", "--ca-file");
      assertThat(unknown.succeeded()).as("%s", unknown).isFalse();
      assertThat(made.succeeded()).as("%s", made).isTrue();
      assertThat(made.out()).contains("CN=larder-test-ca until", "CN=larder until");
      isInstalledBy("mutual");
      for (Finished told :
          List.of(
              made,
              fixture.larder().larder("list", "sources", "-o", "json"),
              fixture.larder().larder("log", "--since=1h"))) {
        assertThat(told.words()).doesNotContain("PRIVATE KEY");
      }
    }
  }

  @Test
  void whereAnUpstreamLeadsToAnotherHostItsCredentialsStayBehind() throws IOException {
    String known =
        "Basic "
            + Base64.getEncoder()
                .encodeToString(("me:" + PASSWORD).getBytes(StandardCharsets.UTF_8));
    HttpServer door =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    door.createContext(
        "/",
        exchange -> {
          boolean in = known.equals(exchange.getRequestHeaders().getFirst("Authorization"));
          exchange
              .getResponseHeaders()
              .set(
                  in ? "Location" : "WWW-Authenticate",
                  in
                      ? "http://localhost:" + port() + exchange.getRequestURI().getRawPath()
                      : "Basic realm=x");
          exchange.sendResponseHeaders(in ? 302 : 401, -1);
          exchange.close();
        });
    door.start();
    try {
      String url = "http://127.0.0.1:%d/simple/".formatted(door.getAddress().getPort());

      Finished refused = create("moving", url, "--allow=localhost:" + port());
      Finished made =
          create("moving", url, "--allow=localhost:" + port(), "--credential=me:" + PASSWORD);

      assertThat(refused.err()).contains("asks for credentials");
      assertThat(made.succeeded()).as("%s", made).isTrue();
      isInstalledBy("moving");
      assertThat(upstream.credentials()).isEmpty();
    } finally {
      door.stop(0);
    }
  }
}
