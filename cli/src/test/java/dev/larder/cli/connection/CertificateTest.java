package dev.larder.cli.connection;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.larder.cli.Ran;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.Base64;
import java.util.Map;
import java.util.stream.Stream;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server with a certificate that it made itself, for another name. */
class CertificateTest {
  @TempDir private Path folder;
  private HttpsServer server;
  private Certificate certificate;

  @BeforeEach
  void start() throws Exception {
    server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(selfMade()));
    server.createContext(
        "/",
        exchange -> {
          try (exchange) {
            byte[] body = "{\"repos\":[]}".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
          }
        });
    server.start();
  }

  private SSLContext selfMade() throws Exception {
    Path store = folder.resolve("store");
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "a",
                "-keyalg",
                "EC",
                "-dname",
                "CN=localhost",
                "-ext",
                "san=dns:localhost",
                "-keystore",
                store.toString(),
                "-storepass",
                "secret",
                "-validity",
                "2")
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("log").toFile())
            .start();
    assertThat(keytool.waitFor()).as("keytool").isZero();
    char[] password = "secret".toCharArray();
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (var in = Files.newInputStream(store)) {
      keys.load(in, password);
    }
    certificate = keys.getCertificate("a");
    var managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    managers.init(keys, password);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(managers.getKeyManagers(), null, null);
    return context;
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private Ran listRepos(String... more) {
    String address = "https://localhost:" + server.getAddress().getPort();
    return Ran.larder(
        Map.of("LARDER_ADDRESS", address),
        Stream.concat(Stream.of("list", "repos"), Stream.of(more)).toArray(String[]::new));
  }

  @Test
  void anUntrustedCertificateEndsWithThree() {
    Ran ran = listRepos();

    assertThat(ran.exitCode()).isEqualTo(3);
    assertThat(ran.err().lines()).hasSize(1);
    assertThat(ran.err())
        .contains("signed by nobody whom this machine trusts", "SSL_CERT_FILE")
        .contains("--insecure-ssl-skip-verify")
        .doesNotContain("PKIX", "sun.");
  }

  @Test
  void anAuthorityOfOnesOwnIsTrustedByFileAndByFolder() throws Exception {
    Path trusted = Files.createDirectories(folder.resolve("trusted"));
    Path pem = trusted.resolve("own.pem");
    Files.writeString(
        pem,
        "-----BEGIN CERTIFICATE-----\n%s\n-----END CERTIFICATE-----\n"
            .formatted(Base64.getMimeEncoder().encodeToString(certificate.getEncoded())));

    assertThat(listReposWith("SSL_CERT_FILE", pem).exitCode()).isZero();
    assertThat(listReposWith("SSL_CERT_DIR", trusted).exitCode()).isZero();
    String list = folder.resolve("none") + File.pathSeparator + trusted;
    assertThat(listReposWith("SSL_CERT_DIR", Path.of(list)).exitCode()).isZero();
  }

  @Test
  void aFileOfAuthoritiesThatIsOfNoUseIsNamedByItsVariable() {
    Ran ran = listReposWith("SSL_CERT_FILE", folder.resolve("none.pem"));

    assertThat(ran.exitCode()).isEqualTo(2);
    assertThat(ran.err().lines()).hasSize(1);
    assertThat(ran.err()).contains("SSL_CERT_FILE");
  }

  @Test
  void anotherHostsCertificateIsSaidToBeThat() throws Exception {
    Path pem = folder.resolve("own.pem");
    Files.writeString(
        pem,
        "-----BEGIN CERTIFICATE-----\n%s\n-----END CERTIFICATE-----\n"
            .formatted(Base64.getMimeEncoder().encodeToString(certificate.getEncoded())));

    Ran ran =
        Ran.larder(
            Map.of(
                "LARDER_ADDRESS",
                "https://127.0.0.1:" + server.getAddress().getPort(),
                "SSL_CERT_FILE",
                pem.toString()),
            "list",
            "repos");

    assertThat(ran.exitCode()).isEqualTo(3);
    assertThat(ran.err()).contains("is for another host");
  }

  @Test
  void httpsToAPlainPortIsSaidToBeThat() throws Exception {
    try (ServerSocket plain = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Thread.ofVirtual().start(() -> answerInPlain(plain));

      Ran ran =
          Ran.larder(
              Map.of("LARDER_ADDRESS", "https://localhost:" + plain.getLocalPort()),
              "list",
              "repos");

      assertThat(ran.exitCode()).isEqualTo(3);
      assertThat(ran.err()).contains("it speaks plain http there").doesNotContain("certificate");
    }
  }

  private static void answerInPlain(ServerSocket server) {
    try (Socket client = server.accept()) {
      client
          .getOutputStream()
          .write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
      client.getInputStream().readAllBytes();
    } catch (IOException gone) {
      // the command has read what it wanted
    }
  }

  private Ran listReposWith(String variable, Path value) {
    return Ran.larder(
        Map.of(
            "LARDER_ADDRESS",
            "https://localhost:" + server.getAddress().getPort(),
            variable,
            value.toString()),
        "list",
        "repos");
  }

  @Test
  void anyCertificateIsTakenWhenAskedTo() {
    assertThat(listRepos("--insecure-ssl-skip-verify").exitCode()).isZero();
  }
}
