package dev.larder.stack.folder;

import dev.larder.stack.console.Refusal;
import java.net.URI;
import java.util.Set;

/**
 * Where commands on this machine reach the gateway.
 *
 * @param host a name or an address, IPv6 without brackets
 * @param port TCP
 */
public record Address(String host, int port) {
  private static final Set<String> LOCAL =
      Set.of("localhost", "127.0.0.1", "0.0.0.0", "::", "::1", "0:0:0:0:0:0:0:1");

  /** The address for a gateway that listens on {@code host}; every local form is localhost. */
  public static Address listening(String host, int port) {
    return new Address(LOCAL.contains(host) ? "localhost" : host, port);
  }

  /**
   * Reads {@code http://host:port}.
   *
   * @throws Refusal if it is no such URL
   */
  public static Address parse(String url) {
    try {
      URI uri = URI.create(url);
      if (uri.getHost() != null && uri.getScheme() != null) {
        int port = uri.getPort() > 0 ? uri.getPort() : uri.getScheme().equals("https") ? 443 : 80;
        return new Address(uri.getHost().replaceAll("[\\[\\]]", ""), port);
      }
    } catch (IllegalArgumentException e) {
      // Refused below.
    }
    throw new Refusal("'%s' is no address; write http://HOST:PORT".formatted(url));
  }

  /** Without a last slash. */
  public String url(String scheme) {
    return scheme + "://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
  }
}
