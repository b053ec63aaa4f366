package dev.larder.outbound;

import java.net.InetAddress;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Hosts by name: {@code files.corp}, {@code files.corp:8443}, {@code *.corp}; or by address: {@code
 * 10.1.2.3}, {@code [fd00::1]:443}, {@code 10.0.0.0/8}.
 *
 * @param name in lower case; empty where the network counts
 * @param under whether names under it count, not itself
 * @param network whose addresses count
 * @param port the only one, or 0 for all
 */
record HostPattern(String name, boolean under, Optional<Network> network, int port) {
  private static final Pattern PORT = Pattern.compile("(.+?):([0-9]{1,5})");
  private static final Pattern NAME = Pattern.compile("[a-z0-9_]([a-z0-9_.-]*[a-z0-9_])?");

  /** Reads one; empty for what is none. */
  static Optional<HostPattern> of(String text) {
    Matcher withPort = PORT.matcher(text);
    boolean bareIpv6 = !text.startsWith("[") && text.indexOf(':') != text.lastIndexOf(':');
    String host = text;
    int port = 0;
    if (!bareIpv6 && withPort.matches()) {
      host = withPort.group(1);
      port = Integer.parseInt(withPort.group(2));
      if (port < 1 || port > 65535) {
        return Optional.empty();
      }
    }
    Optional<Network> network = Network.of(Hosts.plain(host));
    if (network.isPresent()) {
      return Optional.of(new HostPattern("", false, network, port));
    }
    boolean under = host.startsWith("*.") || host.startsWith(".");
    String name = Hosts.plain(under ? host.substring(host.indexOf('.') + 1) : host);
    return NAME.matcher(name).matches()
        ? Optional.of(new HostPattern(name, under, Optional.empty(), port))
        : Optional.empty();
  }

  boolean matches(String host, InetAddress address, int at) {
    return (port == 0 || port == at)
        && (network.isPresent() ? address != null && network.get().contains(address) : names(host));
  }

  private boolean names(String host) {
    String plain = Hosts.plain(host);
    return under ? plain.endsWith("." + name) : plain.equals(name);
  }

  /** The same, and names under it too. */
  boolean matchesWithin(String host, InetAddress address, int at) {
    return matches(host, address, at)
        || (network.isEmpty()
            && (port == 0 || port == at)
            && (Hosts.plain(host).equals(name) || Hosts.plain(host).endsWith("." + name)));
  }
}
