package dev.larder.sync.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.larder.outbound.Outbound;
import dev.larder.packaging.ProjectName;
import dev.larder.sync.look.Look;
import dev.larder.sync.look.Outcome;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TlsUpstreamTest {
  private static final String PASSWORD = "changeit";

  @Test
  void aCertificateThatNobodyVouchesForIsAFailureThatSaysSo(@TempDir Path temp) throws Exception {
    HttpsServer server =
        HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(selfSigned(temp.resolve("keys.p12"))));
    try (FakeUpstream fake = new FakeUpstream(server);
        HttpUpstream upstream =
            new HttpUpstream("Larder/test", FakeUpstream.BUDGET, Outbound.PLAIN, 5)) {
      URI url = URI.create("https://127.0.0.1:%d/simple/".formatted(fake.port()));
      Outcome outcome = upstream.look(new Look("up", url, null, ProjectName.of("p"), null));
      assertThat(outcome)
          .isEqualTo(
              Outcome.Failed.silent(
                  502,
                  new Look("up", url, null, ProjectName.of("p"), null),
                  "can't be trusted: its certificate is signed by nobody whom this machine"
                      + " trusts; if it should be, give its authority by --ca-file for the"
                      + " source"));
      assertThat(fake.asked).isEmpty();
    }
  }

  private static SSLContext selfSigned(Path store) throws Exception {
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-keyalg",
                "EC",
                "-dname",
                "CN=localhost",
                "-ext",
                "san=ip:127.0.0.1",
                "-storetype",
                "PKCS12",
                "-keystore",
                store.toString(),
                "-storepass",
                PASSWORD)
            .inheritIO()
            .start();
    assertThat(keytool.waitFor()).isZero();
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(store)) {
      keys.load(in, PASSWORD.toCharArray());
    }
    KeyManagerFactory managers = KeyManagerFactory.getInstance("PKIX");
    managers.init(keys, PASSWORD.toCharArray());
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(managers.getKeyManagers(), null, null);
    return context;
  }
}
