package dev.larder.outbound;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Addresses that belong to the inside of a network, as a stranger must not reach through us. */
public enum AddressKind {
  LOOPBACK,
  LINK_LOCAL,
  PRIVATE,
  MULTICAST,
  UNSPECIFIED;

  /** What kind of inside address it is; empty for one of the open internet. */
  public static Optional<AddressKind> of(InetAddress address) {
    Optional<InetAddress> embedded = embedded(address);
    if (embedded.isPresent()) {
      return of(embedded.get());
    }
    byte[] bytes = address.getAddress();
    if (address.isAnyLocalAddress() || (bytes.length == 4 && (bytes[0] == 0 || bytes[0] == -1))) {
      return Optional.of(UNSPECIFIED);
    }
    if (address.isLoopbackAddress()) {
      return Optional.of(LOOPBACK);
    }
    if (address.isLinkLocalAddress()) {
      return Optional.of(LINK_LOCAL);
    }
    if (address.isMulticastAddress()) {
      return Optional.of(MULTICAST);
    }
    boolean inside =
        address.isSiteLocalAddress()
            || (bytes.length == 16 && (bytes[0] & 0xfe) == 0xfc)
            || (bytes.length == 4 && bytes[0] == 100 && (bytes[1] & 0xc0) == 64);
    return inside ? Optional.of(PRIVATE) : Optional.empty();
  }

  /** The IPv4 address in one of NAT64, 6to4, or the old compatible form. */
  private static Optional<InetAddress> embedded(InetAddress address) {
    if (!(address instanceof Inet6Address)) {
      return Optional.empty();
    }
    byte[] bytes = address.getAddress();
    byte[] nat64 = {0, 0x64, (byte) 0xff, (byte) 0x9b, 0, 0, 0, 0, 0, 0, 0, 0};
    if (Arrays.equals(bytes, 0, 12, nat64, 0, 12)) {
      return ipv4(bytes, 12);
    }
    if (bytes[0] == 0x20 && bytes[1] == 0x02) {
      return ipv4(bytes, 2);
    }
    boolean compatible =
        Arrays.equals(bytes, 0, 12, new byte[12], 0, 12) && (bytes[12] != 0 || bytes[13] != 0);
    return compatible ? ipv4(bytes, 12) : Optional.empty();
  }

  private static Optional<InetAddress> ipv4(byte[] bytes, int from) {
    try {
      return Optional.of(InetAddress.getByAddress(Arrays.copyOfRange(bytes, from, from + 4)));
    } catch (UnknownHostException e) {
      throw new AssertionError(e);
    }
  }

  /** As services tell it each other: {@code private}. */
  public String wire() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The one of that name. */
  static AddressKind named(String wire) {
    return Arrays.stream(values())
        .filter(kind -> kind.wire().equals(wire))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("'inside' has no kind of address"));
  }

  /** As a sentence has it: {@code a private address}. */
  String words() {
    return switch (this) {
      case LOOPBACK -> "a loopback address";
      case LINK_LOCAL -> "a link-local address";
      case PRIVATE -> "a private address";
      case MULTICAST -> "a multicast address";
      case UNSPECIFIED -> "an unspecified address";
    };
  }
}
