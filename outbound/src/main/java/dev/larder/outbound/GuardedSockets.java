package dev.larder.outbound;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import javax.net.SocketFactory;

/**
 * Sockets that connect where the guard lets them, whatever name or redirect led there, and to
 * proxies: what these connect to is decided before they are asked, and whether such a place is
 * meant as a proxy by {@link DirectGuard}.
 */
final class GuardedSockets extends SocketFactory {
  private static final String CONNECTED = "The HTTP client connects its sockets itself.";

  private final Guard guard;
  private final ChosenProxies proxies;

  GuardedSockets(Guard guard, ChosenProxies proxies) {
    this.guard = guard;
    this.proxies = proxies;
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
    String host = endpoint.getHostString();
    if (!proxies.has(host, endpoint.getPort())) {
      guard.require(endpoint);
    }
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
