package dev.larder.outbound;

import java.net.InetAddress;
import java.util.Optional;

/**
 * A block of addresses in CIDR notation.
 *
 * @param address its first one
 * @param bits how many leading bits all of its addresses share
 */
record Network(InetAddress address, int bits) {
  /** Reads {@code 10.0.0.0/8}, or one address; empty for anything else. */
  static Optional<Network> of(String text) {
    int slash = text.indexOf('/');
    Optional<InetAddress> address = Hosts.address(slash < 0 ? text : text.substring(0, slash));
    if (address.isEmpty()) {
      return Optional.empty();
    }
    int all = address.get().getAddress().length * 8;
    if (slash < 0) {
      return Optional.of(new Network(address.get(), all));
    }
    String bits = text.substring(slash + 1);
    return bits.matches("[0-9]{1,3}") && Integer.parseInt(bits) <= all
        ? Optional.of(new Network(address.get(), Integer.parseInt(bits)))
        : Optional.empty();
  }

  boolean contains(InetAddress other) {
    byte[] mine = address.getAddress();
    byte[] theirs = other.getAddress();
    if (mine.length != theirs.length) {
      return false;
    }
    for (int bit = 0; bit < bits; bit++) {
      int mask = 0x80 >> (bit % 8);
      if ((mine[bit / 8] & mask) != (theirs[bit / 8] & mask)) {
        return false;
      }
    }
    return true;
  }
}
