package dev.larder.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLException;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UpstreamTlsTest {
  private TlsFixture upstream;

  @BeforeEach
  void start() throws Exception {
    upstream = new TlsFixture();
  }

  @AfterEach
  void stop() {
    upstream.close();
  }

  private OutboundPolicy policy(TlsSettings tls) {
    return OutboundPolicy.of(upstream.url(), List.of("loopback"), List.of("localhost"), null)
        .with(tls);
  }

  private int get(Outbound outbound, TlsSettings tls) throws IOException {
    try (GuardedClients clients = new GuardedClients(new OkHttpClient(), outbound);
        Response response =
            clients
                .of(policy(tls))
                .newCall(new Request.Builder().url(upstream.url()).build())
                .execute()) {
      return response.code();
    }
  }

  private static TlsSettings trusting() throws IOException {
    return TlsSettings.of(TlsFixture.file("rsa-cert.pem"), null);
  }

  private static TlsSettings trustingAndKnown() throws IOException {
    return TlsSettings.of(
        TlsFixture.file("rsa-cert.pem"),
        TlsFixture.file("ec-cert.pem") + TlsFixture.file("ec-sec1.pem"));
  }

  @Test
  void anAuthorityIsTrustedWhereTheSourceSaysSo() throws Exception {
    assertThatThrownBy(() -> get(Outbound.PLAIN, TlsSettings.NONE))
        .isInstanceOfSatisfying(
            SSLException.class,
            failure -> assertThat(TlsFailure.words(failure)).contains("--ca-file"));
    assertThat(get(Outbound.PLAIN, trusting())).isEqualTo(204);
    assertThat(upstream.shown()).containsExactly("nobody");
  }

  @Test
  void theEnvironmentsFileAndFoldersAreTrusted(@TempDir Path folder) throws Exception {
    Files.copy(TlsFixture.FILES.resolve("rsa-cert.pem"), folder.resolve("corp.pem"));
    Files.writeString(folder.resolve("README"), "no certificate");
    Path empty = Files.createDirectory(folder.resolve("empty"));

    for (Map<String, String> environment :
        List.of(
            Map.of("SSL_CERT_FILE", folder.resolve("corp.pem").toString()),
            Map.of("SSL_CERT_DIR", empty + ":" + folder))) {
      Outbound outbound =
          Outbound.of(
              "",
              environment,
              (variable, why) -> {
                throw new AssertionError(variable + " " + why);
              });
      assertThat(get(outbound, TlsSettings.NONE)).isEqualTo(204);
    }
  }

  @Test
  void whatOfTheEnvironmentCannotBeReadIsToldAndPassedOver(@TempDir Path folder) throws Exception {
    Files.copy(TlsFixture.FILES.resolve("rsa-cert.pem"), folder.resolve("a.pem"));
    Files.writeString(
        folder.resolve("b.pem"), "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----");
    List<String> told = new ArrayList<>();

    Outbound outbound =
        Outbound.of(
            "", Map.of("SSL_CERT_DIR", folder.toString()), (variable, why) -> told.add(why));

    assertThat(told).singleElement().asString().contains("b.pem");
    assertThat(get(outbound, TlsSettings.NONE)).isEqualTo(204);
  }

  @Test
  void whomTheMachineTrustsIsTrustedBeside() throws Exception {
    TrustManagerFactory machine =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    machine.init((KeyStore) null);
    try (GuardedClients clients = new GuardedClients(new OkHttpClient(), Outbound.PLAIN)) {
      assertThat(clients.of(policy(trusting())).x509TrustManager().getAcceptedIssuers())
          .contains(((X509TrustManager) machine.getTrustManagers()[0]).getAcceptedIssuers())
          .contains(Pem.certificates(TlsFixture.file("rsa-cert.pem")).getFirst());
    }
  }

  @Test
  void theClientCertificateIsShownToTheUpstreamsOwnHost() throws Exception {
    assertThat(get(Outbound.PLAIN, trustingAndKnown())).isEqualTo(204);
    assertThat(upstream.shown()).containsExactly("CN=ec");
  }

  @Test
  void whereTheUpstreamLeadsNobodyIsShownTheClientCertificate() throws Exception {
    try (TlsFixture elsewhere = new TlsFixture()) {
      upstream.move(elsewhere.url());

      assertThat(get(Outbound.PLAIN, trustingAndKnown())).isEqualTo(204);

      assertThat(upstream.shown()).containsExactly("CN=ec");
      assertThat(elsewhere.shown()).containsExactly("nobody");
    }
  }
}
