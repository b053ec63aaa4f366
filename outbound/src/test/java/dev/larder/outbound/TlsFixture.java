package dev.larder.outbound;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsExchange;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.TrustManagerFactory;

/**
 * An upstream whose certificate ({@code rsa}) only the authority of the same name vouches for, and
 * that asks who one is; it knows {@code ec}.
 */
final class TlsFixture implements AutoCloseable {
  /** Where the certificates are that tests of TLS use. */
  static final Path FILES = Path.of("..", "gateway", "src", "test", "resources", "tls");

  private final HttpsServer server;
  private final List<String> shown = new CopyOnWriteArrayList<>();

  private volatile String moved;

  TlsFixture() throws Exception {
    server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setHttpsConfigurator(new Asking(context()));
    server.createContext(
        "/",
        exchange -> {
          shown.add(who((HttpsExchange) exchange));
          if (moved != null) {
            exchange.getResponseHeaders().set("Location", moved);
          }
          exchange.sendResponseHeaders(moved == null ? 204 : 302, -1);
          exchange.close();
        });
    server.start();
  }

  private static String who(HttpsExchange exchange) {
    try {
      return exchange.getSSLSession().getPeerPrincipal().getName();
    } catch (SSLPeerUnverifiedException nobody) {
      return "nobody";
    }
  }

  /** Asks for a certificate, and does without. */
  private static final class Asking extends HttpsConfigurator {
    private Asking(SSLContext context) {
      super(context);
    }

    @Override
    public void configure(HttpsParameters parameters) {
      SSLParameters wanted = getSSLContext().getDefaultSSLParameters();
      wanted.setWantClientAuth(true);
      parameters.setSSLParameters(wanted);
    }
  }

  static String file(String name) throws IOException {
    return Files.readString(FILES.resolve(name), ISO_8859_1);
  }

  private static SSLContext context() throws Exception {
    TlsSettings own = TlsSettings.of(null, file("rsa-cert.pem") + file("rsa-pkcs8.pem"));
    KeyStore keys = KeyStore.getInstance("PKCS12");
    keys.load(null, null);
    TlsSettings.Identity identity = own.identity().orElseThrow();
    keys.setKeyEntry(
        "own", identity.key(), new char[0], identity.chain().toArray(X509Certificate[]::new));
    KeyManagerFactory managers = KeyManagerFactory.getInstance("PKIX");
    managers.init(keys, new char[0]);
    KeyStore known = KeyStore.getInstance("PKCS12");
    known.load(null, null);
    known.setCertificateEntry("ec", Pem.certificates(file("ec-cert.pem")).getFirst());
    TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
    trust.init(known);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(managers.getKeyManagers(), trust.getTrustManagers(), null);
    return context;
  }

  String url() {
    return "https://localhost:%d/".formatted(server.getAddress().getPort());
  }

  /** Leads there from now on. */
  void move(String url) {
    moved = url;
  }

  /** Who those that asked said they were. */
  List<String> shown() {
    return shown;
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
