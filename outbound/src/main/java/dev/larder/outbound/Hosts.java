package dev.larder.outbound;

import java.net.InetAddress;
import java.util.Locale;
import java.util.Optional;

/** Hosts as they stand in URLs. */
final class Hosts {
  private Hosts() {}

  /** In lower case, without the brackets of an IPv6 address and the last dot of a full name. */
  static String plain(String host) {
    String bare =
        host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
    String name = bare.toLowerCase(Locale.ROOT);
    return name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
  }

  /** The address that a host is, where it is no name. */
  static Optional<InetAddress> address(String host) {
    String plain = plain(host);
    if (!plain.contains(":") && !plain.matches("[0-9.]+")) {
      return Optional.empty();
    }
    try {
      return Optional.of(InetAddress.ofLiteral(plain));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** Whether it is a name of the machine itself (RFC 6761, 6.3). */
  static boolean isLocalhost(String host) {
    String plain = plain(host);
    return plain.equals("localhost") || plain.endsWith(".localhost");
  }
}
