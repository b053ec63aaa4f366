package dev.larder.e2e.publisher;

import dev.larder.e2e.client.Finished;
import dev.larder.e2e.client.Program;
import dev.larder.e2e.trust.OwnAuthority;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;

/** Takes https off before a server that speaks http: uv asks for tokens by https alone. */
public final class TlsFront implements AutoCloseable {
  private static final String PASSWORD = "of-this-test";

  private final SSLServerSocket server;
  private final int behind;
  private final Path ca;

  /**
   * Listens on a free port.
   *
   * @param authority whose certificate it shows
   * @param folder for its keys
   * @param behind the port of the server
   */
  public TlsFront(OwnAuthority authority, Path folder, int behind) {
    this(authority, folder, behind, Optional.empty());
  }

  /**
   * The same, for clients with a certificate alone.
   *
   * @param clients the authority that vouches for them
   */
  public static TlsFront forClientsOf(
      Path clients, OwnAuthority authority, Path folder, int behind) {
    return new TlsFront(authority, folder, behind, Optional.of(clients));
  }

  private TlsFront(OwnAuthority authority, Path folder, int behind, Optional<Path> clients) {
    this.behind = behind;
    this.ca = authority.ca();
    Path store = folder.resolve("front.p12");
    Finished made =
        Program.asOnThisMachine(
                List.of(
                    "openssl",
                    "pkcs12",
                    "-export",
                    "-in",
                    authority.certificate().toString(),
                    "-inkey",
                    authority.key().toString(),
                    "-out",
                    store.toString(),
                    "-passout",
                    "pass:" + PASSWORD))
            .run();
    if (!made.succeeded()) {
      throw new AssertionError("openssl: " + made);
    }
    try (InputStream in = Files.newInputStream(store)) {
      KeyStore keys = KeyStore.getInstance("PKCS12");
      keys.load(in, PASSWORD.toCharArray());
      KeyManagerFactory managers =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      managers.init(keys, PASSWORD.toCharArray());
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(
          managers.getKeyManagers(), clients.isEmpty() ? null : trusting(clients.get()), null);
      server =
          (SSLServerSocket)
              context
                  .getServerSocketFactory()
                  .createServerSocket(0, 50, InetAddress.getLoopbackAddress());
      server.setNeedClientAuth(clients.isPresent());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
    Thread.ofVirtual().start(this::accept);
  }

  private static TrustManager[] trusting(Path ca) throws IOException, GeneralSecurityException {
    KeyStore known = KeyStore.getInstance("PKCS12");
    known.load(null, null);
    try (InputStream pem = Files.newInputStream(ca)) {
      known.setCertificateEntry(
          "clients", CertificateFactory.getInstance("X.509").generateCertificate(pem));
    }
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(known);
    return trust.getTrustManagers();
  }

  /** Its address. */
  public String url() {
    return "https://localhost:" + port();
  }

  /** Where it listens. */
  public int port() {
    return server.getLocalPort();
  }

  /** The certificate of the authority that vouches for it. */
  public Path ca() {
    return ca;
  }

  private void accept() {
    try {
      while (true) {
        Socket client = server.accept();
        Socket there = new Socket(InetAddress.getLoopbackAddress(), behind);
        pump(client, there);
        pump(there, client);
      }
    } catch (IOException closed) {
      // it ends with its socket
    }
  }

  private static void pump(Socket from, Socket to) {
    Thread.ofVirtual()
        .start(
            () -> {
              try (from;
                  to) {
                from.getInputStream().transferTo(to.getOutputStream());
              } catch (IOException ended) {
                // whoever is at the other end sees it
              }
            });
  }

  @Override
  public void close() {
    try {
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
