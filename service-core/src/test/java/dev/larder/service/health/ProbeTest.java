package dev.larder.service.health;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.HashMap;
import java.util.Map;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProbeTest {
  private final ByteArrayOutputStream said = new ByteArrayOutputStream();
  private HttpServer server;

  @TempDir Path folder;

  @AfterEach
  void end() {
    if (server != null) {
      server.stop(0);
    }
  }

  @Test
  void aServiceThatAnswersWellIsWell() throws Exception {
    serve(HttpServer.create(), 200);

    assertThat(probe(Map.of())).isZero();
    assertThat(probe(Map.of(), "/health", "localhost")).isZero();
    assertThat(said.toString(StandardCharsets.UTF_8)).isEqualTo("200\n200\n");
  }

  @Test
  void aServiceThatAnswersOtherwiseIsNot() throws Exception {
    serve(HttpServer.create(), 503);

    assertThat(probe(Map.of())).isEqualTo(1);
    assertThat(probe(Map.of(), "/elsewhere")).isEqualTo(1);
    assertThat(said.toString(StandardCharsets.UTF_8)).isEqualTo("503\n404\n");
  }

  @Test
  void aServiceThatSpeaksTlsIsAskedByIt() throws Exception {
    HttpsServer https = HttpsServer.create();
    https.setHttpsConfigurator(new HttpsConfigurator(certificateOfSomebodyElse()));
    serve(https, 200);

    assertThat(probe(Map.of("LARDER_SERVER_TLS_CERT", "/etc/larder/tls/cert.pem"))).isZero();
  }

  @Test
  void nobodyThereIsUnwell() throws Exception {
    int free;
    try (ServerSocket closed = new ServerSocket(0)) {
      free = closed.getLocalPort();
    }

    assertThat(Probe.run(Map.of("LARDER_PORT", "" + free), out())).isEqualTo(1);
    assertThat(Probe.run(Map.of(), out())).isEqualTo(1);
    assertThat(said.toString(StandardCharsets.UTF_8).lines())
        .hasSize(2)
        .allMatch(line -> line.startsWith("no answer: "));
  }

  @Test
  void whatSpeaksNoHttpIsUnwell() throws Exception {
    try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Thread.ofVirtual().start(() -> answerNonsense(other));

      assertThat(Probe.run(Map.of("LARDER_PORT", "" + other.getLocalPort()), out())).isEqualTo(1);
    }
    assertThat(said.toString(StandardCharsets.UTF_8)).contains("this is no HTTP: -ERR");
  }

  private static void answerNonsense(ServerSocket other) {
    try (Socket socket = other.accept()) {
      socket.getOutputStream().write("-ERR\r\n".getBytes(StandardCharsets.US_ASCII));
      socket.shutdownOutput();
      socket.getInputStream().readAllBytes();
    } catch (IOException e) {
      // the probe has heard enough
    }
  }

  private void serve(HttpServer made, int status) throws IOException {
    server = made;
    server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/health",
        exchange -> {
          exchange.sendResponseHeaders(status, -1);
          exchange.close();
        });
    server.start();
  }

  private int probe(Map<String, String> environment, String... args) {
    Map<String, String> all = new HashMap<>(environment);
    all.put("LARDER_PORT", "" + server.getAddress().getPort());
    return Probe.run(all, out(), args);
  }

  private PrintStream out() {
    return new PrintStream(said, true, StandardCharsets.UTF_8);
  }

  private SSLContext certificateOfSomebodyElse() throws Exception {
    Path store = folder.resolve("store.p12");
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-keystore",
                store.toString(),
                "-storepass",
                "password",
                "-keyalg",
                "EC",
                "-dname",
                "CN=elsewhere.example")
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("keytool.log").toFile())
            .start();
    assertThat(keytool.waitFor()).isZero();
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(store)) {
      keys.load(in, "password".toCharArray());
    }
    KeyManagerFactory managers =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    managers.init(keys, "password".toCharArray());
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(managers.getKeyManagers(), null, null);
    return context;
  }
}
