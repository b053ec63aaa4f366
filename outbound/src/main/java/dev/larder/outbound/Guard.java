package dev.larder.outbound;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;

/**
 * Decides where an upstream may lead: anywhere on the open internet; inside only to its own scheme,
 * host and port, in the kind of address in which it was when the administrator gave the URL, and to
 * what is allowed.
 *
 * @param everywhere what is allowed to all sources
 */
record Guard(OutboundPolicy policy, AllowList everywhere) {
  /**
   * Why a connection is refused; empty when it is not. The subject of the sentence is missing.
   *
   * @param host as the URL has it
   * @param address what the host resolved to
   */
  Optional<String> refusal(String host, InetAddress address, int port) {
    Optional<AddressKind> kind = AddressKind.of(address);
    if (kind.isEmpty()
        || policy.allow().allows(host, address, port)
        || everywhere.allows(host, address, port)) {
      return Optional.empty();
    }
    boolean own = isOwn(host, address, port);
    if (own && policy.inside().map(kinds -> kinds.contains(kind.get())).orElse(true)) {
      return Optional.empty();
    }
    String there = (host.contains(":") ? "[" + Hosts.plain(host) + "]" : host) + ":" + port;
    String place = "leads to %s, %s".formatted(there, kind.get().words());
    String remedy =
        "an administrator may allow it by --allow=%s for the source, or by outbound.allow"
            .formatted(there);
    return Optional.of(
        own
            ? "%s, where its own host was not when the source was given its URL; %s"
                .formatted(place, remedy)
            : "%s, and only %s may be there; %s"
                .formatted(
                    place,
                    policy
                        .own()
                        .map(origin -> "its own host " + origin.authority())
                        .orElse("a source's own host"),
                    remedy));
  }

  /**
   * Lets a connection be made.
   *
   * @throws InsideAddressException when it may not be
   */
  void require(InetSocketAddress to) throws InsideAddressException {
    Optional<String> refusal = refusal(to.getHostString(), to.getAddress(), to.getPort());
    if (refusal.isPresent()) {
      throw new InsideAddressException(refusal.get());
    }
  }

  /**
   * Whether it may not be asked of a proxy, which resolves names itself: an inside address, or a
   * name of the machine itself, that would be refused without a proxy too.
   */
  boolean refusesByProxy(String host, int port) {
    Optional<InetAddress> address =
        Hosts.isLocalhost(host)
            ? Optional.of(InetAddress.getLoopbackAddress())
            : Hosts.address(host);
    return address.flatMap(known -> refusal(host, known, port)).isPresent();
  }

  private boolean isOwn(String host, InetAddress address, int port) {
    return policy
        .own()
        .filter(own -> own.port() == port)
        .filter(
            own ->
                own.host().equals(Hosts.plain(host))
                    || Hosts.address(own.host()).equals(Optional.of(address)))
        .isPresent();
  }
}
