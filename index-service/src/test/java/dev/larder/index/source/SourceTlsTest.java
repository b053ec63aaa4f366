package dev.larder.index.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.larder.index.Fixture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Whom a source's connections trust, and what they show. */
class SourceTlsTest {
  private static Fixture fixture;

  @BeforeAll
  static void start() {
    fixture = Fixture.open();
  }

  @AfterAll
  static void stop() {
    fixture.close();
  }

  private static String pem(String... names) throws IOException {
    StringBuilder text = new StringBuilder();
    for (String name : names) {
      text.append(
          Files.readString(Path.of("..", "gateway", "src", "test", "resources", "tls", name)));
    }
    return text.toString();
  }

  private static String last() {
    return fixture
        .query("select subject from change where serial = " + fixture.serial())
        .getFirst();
  }

  private static String client(String source) {
    return fixture
        .query("select upstream_client_certificate from source where name = '%s'".formatted(source))
        .getFirst();
  }

  private static Map<String, Object> reach(String source) {
    fixture.get("/%s/latest/simple/demo/".formatted(source));
    @SuppressWarnings("unchecked")
    Map<String, Object> reach =
        (Map<String, Object>) fixture.sync.questions(source, "demo").getLast().get("reach");
    return reach;
  }

  @Test
  void whoAsksTheUpstreamIsToldAndNobodyElseIsToldTheKey() throws Exception {
    String ca = pem("rsa-cert.pem");
    String client = pem("ec-cert.pem", "ec-sec1.pem");
    Map<String, Object> made =
        fixture.done(
            201,
            "POST",
            "/sources",
            Map.of(
                "name",
                "guarded",
                "type",
                "pypi",
                "url",
                "https://guarded.example/simple/",
                "ca",
                ca,
                "clientCertificate",
                client));
    assertThat(made.get("caSubjects")).asString().isEqualTo("[CN=rsa until 2126-10-30]");
    assertThat(made).containsEntry("clientSubject", "CN=ec until 2126-10-30");
    fixture.done(201, "POST", "/repos", Map.of("name", "guarded", "sources", List.of("guarded")));

    assertThat(reach("guarded"))
        .containsEntry("ca", ca.strip())
        .containsEntry("clientCertificate", client.strip());
    assertThat(fixture.get("/internal/sync/sources").body()).contains("BEGIN EC PRIVATE KEY");
    for (String told : List.of("/sources", "/sources/guarded", "/log")) {
      assertThat(fixture.call("GET", told, null).body())
          .contains("guarded")
          .doesNotContain("PRIVATE KEY");
    }
  }

  @Test
  void bothAreTakenBackByAnEmptyText() throws Exception {
    fixture.done(
        201,
        "POST",
        "/sources",
        Map.of("name", "back", "type", "pypi", "url", "https://back.example/simple/"));
    fixture.done(
        200,
        "PATCH",
        "/sources/back",
        Map.of("ca", pem("rsa-cert.pem"), "clientCertificate", pem("ec-cert.pem", "ec-sec1.pem")));
    assertThat(last())
        .isEqualTo("ca CN=rsa until 2126-10-30, clientCertificate CN=ec until 2126-10-30");

    assertThat(
            fixture.done(200, "PATCH", "/sources/back", Map.of("ca", "", "clientCertificate", "")))
        .containsEntry("clientSubject", null);
    assertThat(last()).isEqualTo("ca none, clientCertificate none");
  }

  @Test
  void aClientCertificateStaysWithItsHost() throws Exception {
    fixture.done(
        201,
        "POST",
        "/sources",
        Map.of(
            "name",
            "shy",
            "type",
            "pypi",
            "url",
            "https://a.example/x",
            "clientCertificate",
            pem("ec-cert.pem", "ec-sec1.pem")));
    fixture.done(200, "PATCH", "/sources/shy", Map.of("url", "https://a.example/y"));
    assertThat(client("shy")).contains("PRIVATE KEY");

    fixture.done(200, "PATCH", "/sources/shy", Map.of("url", "https://b.example/y"));

    assertThat(client("shy")).isNull();
    assertThat(last()).isEqualTo("url https://b.example/y/, clientCertificate none");
  }

  @Test
  void whatIsOfNoUseIsRefused() throws Exception {
    assertThat(refusal("ca", pem("rsa-pkcs8.pem"))).startsWith("400 'ca' holds no PEM certificate");
    assertThat(refusal("clientCertificate", pem("rsa-cert.pem")))
        .startsWith("400 'clientCertificate' holds no PEM private key");
    assertThat(refusal("clientCertificate", pem("rsa-cert.pem", "ec-sec1.pem")))
        .isEqualTo(
            "400 'clientCertificate' has a private key that is not that of its first certificate");
    assertThat(
            fixture.refusal(
                "POST",
                "/sources",
                Map.of(
                    "name",
                    "bad",
                    "type",
                    "pypi",
                    "url",
                    "http://bad.example/",
                    "clientCertificate",
                    pem("ec-cert.pem", "ec-sec1.pem"))))
        .isEqualTo(
            "400 'clientCertificate' is shown by https alone, and 'http://bad.example/' isn't");
    assertThat(refusal("ca", "x".repeat((64 << 10) + 1)))
        .isEqualTo("400 'ca' is longer than 65536 characters");
  }

  private static String refusal(String key, String pem) {
    return fixture.refusal(
        "POST", "/sources", Map.of("name", "bad", "type", "pypi", "check", false, key, pem));
  }
}
