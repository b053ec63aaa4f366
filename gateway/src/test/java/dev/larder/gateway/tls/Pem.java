package dev.larder.gateway.tls;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import javax.net.SocketFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;

/** Certificates made for these tests, which prove nothing to anybody else. */
final class Pem {
  private Pem() {}

  static Path file(String name) {
    try {
      return Path.of(Pem.class.getResource("/tls/" + name).toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A context that trusts these certificates alone. */
  static SSLContext trusting(String... certificates) throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    for (String name : certificates) {
      try (InputStream pem = Pem.class.getResourceAsStream("/tls/" + name)) {
        store.setCertificateEntry(
            name, CertificateFactory.getInstance("X.509").generateCertificate(pem));
      }
    }
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(store);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    return context;
  }

  /** Sockets that speak with {@code localhost}, whose name is checked, and offer protocols. */
  static SocketFactory sockets(SSLContext context, String... protocols) {
    return new SocketFactory() {
      @Override
      public Socket createSocket(java.net.InetAddress host, int port) throws IOException {
        SSLSocket socket =
            (SSLSocket)
                context
                    .getSocketFactory()
                    .createSocket(new Socket(host, port), "localhost", port, true);
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        parameters.setApplicationProtocols(protocols);
        socket.setSSLParameters(parameters);
        socket.startHandshake();
        return socket;
      }

      @Override
      public Socket createSocket(String host, int port) {
        throw new UnsupportedOperationException();
      }

      @Override
      public Socket createSocket(String host, int port, java.net.InetAddress local, int from) {
        throw new UnsupportedOperationException();
      }

      @Override
      public Socket createSocket(
          java.net.InetAddress host, int port, java.net.InetAddress local, int from) {
        throw new UnsupportedOperationException();
      }
    };
  }
}
