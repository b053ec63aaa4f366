package dev.larder.e2e.trust;

import static org.assertj.core.api.Assertions.assertThat;

import dev.larder.e2e.Checkout;
import dev.larder.e2e.client.Finished;
import dev.larder.e2e.client.NewFolder;
import dev.larder.e2e.client.Program;
import dev.larder.e2e.client.Venv;
import dev.larder.e2e.server.LarderServer;
import dev.larder.e2e.server.Ports;
import dev.larder.e2e.wheel.Package;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * What {@code docs/proxy.md} says about proxies, https and trust, tried from another machine: a
 * Larder with a certificate of its own, and before it nginx with that page's lines, by http and by
 * https.
 */
@Order(85)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TrustTest {
  private static final Package MADE = Package.of("trusted-demo", "1.0");

  private final Path folder = Checkout.emptyTarget("trust");
  private final int http = Ports.free();
  private final int https = Ports.free();
  private OtherMachine machine;
  private OwnAuthority authority;
  private LarderServer larder;
  private Nginx nginx;
  private String page;

  @BeforeAll
  void start() throws Exception {
    machine = OtherMachine.start(folder);
    authority = OwnAuthority.in(folder, OtherMachine.HOST);
    page = Files.readString(Checkout.root().resolve("docs/proxy.md"));
    Path wheels = Files.createDirectory(folder.resolve("wheels"));
    MADE.wheel(wheels);
    Files.createDirectories(folder.resolve("config/larder"));
    Files.writeString(
        folder.resolve("config/larder/larder.yml"),
        """
        server:
          host: 0.0.0.0
          tls-cert: %s
          tls-key: %s
          trusted-proxies: [127.0.0.1]
        """
            .formatted(authority.certificate(), authority.key()));
    larder = LarderServer.start(folder, wheels.toString(), Map.of());
    String location = page.replaceAll("(?s).*?```nginx\n(.*?)```.*", "$1");
    nginx =
        Nginx.start(
            folder,
            "%s:%d".formatted(machine.address(), http),
            """
            listen %s:%d ssl;
            ssl_certificate %s;
            ssl_certificate_key %s;
            %s"""
                .formatted(
                    machine.address(),
                    https,
                    authority.certificate(),
                    authority.key(),
                    location.replace(
                        "http://127.0.0.1:4242/", "https://127.0.0.1:" + port() + "/")));
  }

  @AfterAll
  void stop() {
    if (nginx != null) {
      nginx.close();
    }
    if (larder != null) {
      larder.close();
    }
    if (machine != null) {
      machine.close();
    }
  }

  private int port() {
    return URI.create(larder.url()).getPort();
  }

  /** A client's home on the other machine, with nothing configured. */
  private final class Home {
    private final Path home = NewFolder.in(folder, "home");
    private final String pip = Venv.of("pip-26.3").bin("pip");
    private final String uv = Venv.of("uv-0.13.9").bin("uv");

    /** A shell line there, with what the page calls things put in place. */
    Finished run(String line) {
      return Program.isolated(home, List.of(machine.inside("sh", "-ec", here(line))))
          .with("PIP_CONFIG_FILE", home.resolve("none").toString())
          .with("PIP_TARGET", home.resolve("target").toString())
          .with("PIP_RETRIES", "0")
          .with("PIP_NO_CACHE_DIR", "1")
          .with("PIP_DISABLE_PIP_VERSION_CHECK", "1")
          .with("UV_NO_CACHE", "1")
          .with("UV_HTTP_RETRIES", "0")
          .with("UV_PYTHON_DOWNLOADS", "never")
          .with("VIRTUAL_ENV", home.resolve("venv").toString())
          .within(Duration.ofMinutes(1))
          .run();
    }

    /** A line that stands on the page. */
    Finished page(String line) {
      assertThat(page).contains("\n" + line + "\n");
      return run(line);
    }

    private String here(String line) {
      return line.replace(
              "http://packages.example", "http://%s:%d".formatted(OtherMachine.HOST, http))
          .replace("https://packages.example", "https://%s:%d".formatted(OtherMachine.HOST, https))
          .replace("packages.example", OtherMachine.HOST)
          .replace("/etc/ssl/company-ca.pem", authority.ca().toString())
          .replaceFirst("\\brequests$", MADE.name())
          .replaceFirst("(^| )uv (?=pip|venv)", "$1" + uv + " ")
          .replaceFirst("(^| )pip (?=install|config)", "$1" + pip + " ")
          .replace(uv + " " + pip, uv + " pip");
    }

    /** With an environment that uv installs into. */
    Home withVenv() {
      assertSucceeds(
          run("uv venv --quiet --python " + Venv.of("pip-26.3").python() + " \"$VIRTUAL_ENV\""));
      return this;
    }
  }

  private static void assertSucceeds(Finished finished) {
    assertThat(finished.succeeded()).as("%s", finished).isTrue();
  }

  private static void assertFails(Finished finished, String why) {
    assertThat(finished.succeeded()).as("%s", finished).isFalse();
    assertThat(finished.words()).contains(why);
  }

  private static final String HTTP =
      "pip install --index-url http://packages.example/rspm/latest/simple/ requests";
  private static final String HTTPS = HTTP.replace("http:", "https:");

  @Test
  void pipIgnoresPlainHttpElsewhereUntilItIsToldToTrustTheHost() {
    assertFails(new Home().run(HTTP), "is not a trusted or secure host and is being ignored");
    assertSucceeds(
        new Home()
            .page(
                "pip install --trusted-host packages.example --index-url http://packages.example/rspm/latest/simple/ requests"));
    Home configured = new Home();
    assertSucceeds(configured.page("pip config set global.trusted-host packages.example"));
    assertSucceeds(configured.run(HTTP));
  }

  @Test
  void uvTakesPlainHttpAsItIs() {
    assertSucceeds(new Home().withVenv().run("uv " + HTTP));
  }

  @Test
  void pipRefusesAnUnknownAuthorityUntilItIsGivenItsCertificate() {
    assertFails(new Home().run(HTTPS), "CERTIFICATE_VERIFY_FAILED");
    assertSucceeds(
        new Home()
            .page(
                "pip install --cert /etc/ssl/company-ca.pem --index-url https://packages.example/rspm/latest/simple/ requests"));
    Home configured = new Home();
    assertSucceeds(configured.page("pip config set global.cert /etc/ssl/company-ca.pem"));
    assertSucceeds(configured.run(HTTPS));
    assertSucceeds(
        new Home().run(HTTPS.replace("install", "install --trusted-host packages.example")));
  }

  @Test
  void uvRefusesAnUnknownAuthorityUntilItIsGivenItsCertificate() {
    Home home = new Home().withVenv();

    assertFails(home.run("uv " + HTTPS), "invalid peer certificate");
    assertSucceeds(
        home.page(
            "SSL_CERT_FILE=/etc/ssl/company-ca.pem uv pip install --index-url https://packages.example/rspm/latest/simple/ requests"));
    assertSucceeds(
        new Home()
            .withVenv()
            .run(
                "uv "
                    + HTTPS.replace("install", "install --allow-insecure-host packages.example")));
  }

  @Test
  void aCertificateOfItsOwnServesWithoutAProxy() {
    String index = "https://%s:%d/latest/simple/".formatted(OtherMachine.HOST, port());

    assertSucceeds(
        new Home()
            .run("pip install --cert /etc/ssl/company-ca.pem --index-url " + index + " requests"));
    assertThat(larder.log("stack"))
        .content()
        .contains("Larder is ready at https://localhost:" + port() + " ");
    Finished status =
        larder.larder(
            "status", "--address", "https://localhost:" + port(), "--insecure-ssl-skip-verify");
    assertSucceeds(status);
    assertThat(status.out()).contains("upload-service").doesNotContain("down");
    assertSucceeds(
        larder.larder(
            "list",
            "repos",
            "--address",
            "https://localhost:" + port(),
            "--insecure-ssl-skip-verify"));
  }
}
