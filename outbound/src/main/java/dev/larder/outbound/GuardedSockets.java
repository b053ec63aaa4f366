package dev.larder.outbound;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.SocketFactory;

/**
 * Sockets that connect to no inside address, whatever name or redirect led there, but to the
 * source's own host: an upstream may be inside, and may not lead to others that are. What a proxy
 * of the JVM ({@code http.proxyHost}) connects to is the proxy's to decide.
 */
final class GuardedSockets extends SocketFactory {
  private static final String CONNECTED = "The HTTP client connects its sockets itself.";

  private final String ownHost;

  /**
   * @param ownHost the host in the source's own URL, empty when it has none
   */
  GuardedSockets(String ownHost) {
    this.ownHost = ownHost;
  }

  @Override
  public Socket createSocket() {
    return new Socket() {
      @Override
      public void connect(SocketAddress endpoint, int timeout) throws IOException {
        check((InetSocketAddress) endpoint);
        super.connect(endpoint, timeout);
      }
    };
  }

  private void check(InetSocketAddress endpoint) throws InsideAddressException {
    Optional<AddressKind> kind = AddressKind.of(endpoint.getAddress());
    if (kind.isPresent() && !own(endpoint) && !proxy(endpoint.getHostString())) {
      String address = endpoint.getAddress().getHostAddress();
      String host = endpoint.getHostString();
      throw new InsideAddressException(
          "leads to %s, %s, and only %s may be there"
              .formatted(
                  host.equals(address) ? host : "%s (%s)".formatted(host, address),
                  kind.get().words(),
                  ownHost.isEmpty() ? "a source's own host" : "its own host " + ownHost));
    }
  }

  private boolean own(InetSocketAddress endpoint) {
    if (endpoint.getHostString().equalsIgnoreCase(ownHost)) {
      return true;
    }
    try {
      return endpoint
          .getAddress()
          .equals(InetAddress.ofLiteral(ownHost.replaceAll("[\\[\\]]", "")));
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static boolean proxy(String host) {
    return Stream.of("http.proxyHost", "https.proxyHost")
        .map(System::getProperty)
        .anyMatch(host::equalsIgnoreCase);
  }

  @Override
  public Socket createSocket(String host, int port) {
    throw new UnsupportedOperationException(CONNECTED);
  }

  @Override
  public Socket createSocket(InetAddress address, int port) {
    throw new UnsupportedOperationException(CONNECTED);
  }

  @Override
  public Socket createSocket(String host, int port, InetAddress from, int fromPort) {
    throw new UnsupportedOperationException(CONNECTED);
  }

  @Override
  public Socket createSocket(InetAddress address, int port, InetAddress from, int fromPort) {
    throw new UnsupportedOperationException(CONNECTED);
  }
}
