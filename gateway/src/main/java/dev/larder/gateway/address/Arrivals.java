package dev.larder.gateway.address;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;

/**
 * Tells from a request how it came in. {@code X-Forwarded-*} count only from trusted proxies; of
 * several values the last one does, which is the proxy's own, not what its client made up.
 */
public final class Arrivals {
  private static final Logger log = LoggerFactory.getLogger(Arrivals.class);

  private final IgnoredProxies ignored = new IgnoredProxies();
  private final Optional<PublicAddress> address;
  private final TrustedProxies.Check proxies;
  private final String ownScheme;

  /**
   * @param ownScheme what the gateway itself speaks, {@code http} or {@code https}
   */
  public Arrivals(ServerConfig server, TrustedProxies proxies, String ownScheme) {
    this.address = server.publicAddress();
    this.proxies = proxies.check();
    this.ownScheme = ownScheme;
  }

  /**
   * @param path as it was sent
   * @param peer who holds the connection
   * @param local where it was taken
   */
  public Arrival of(
      String path, HttpHeaders headers, InetSocketAddress peer, InetSocketAddress local) {
    boolean trusted = proxies.trusts(peer.getAddress());
    if (!trusted) {
      ignored.line(peer.getAddress(), headers).ifPresent(log::warn);
    }
    HttpHeaders said = trusted ? headers : HttpHeaders.EMPTY;
    Optional<String> takenOff =
        last(said, "X-Forwarded-Prefix")
            .flatMap(PublicAddress::prefix)
            .filter(prefix -> !prefix.isEmpty());
    PublicAddress base = address.orElseGet(() -> said(said, headers, takenOff.orElse(""), local));
    return new Arrival(
        base,
        takenOff.isPresent() ? path : without(base.prefix(), path),
        client(said, peer.getAddress()));
  }

  private PublicAddress said(
      HttpHeaders said, HttpHeaders headers, String prefix, InetSocketAddress local) {
    String scheme =
        last(said, "X-Forwarded-Proto")
            .map(value -> value.toLowerCase(Locale.ROOT))
            .filter(PublicAddress::isWeb)
            .orElse(ownScheme);
    return last(said, "X-Forwarded-Host")
        .filter(PublicAddress::isHost)
        .or(() -> Optional.ofNullable(headers.getFirst(HttpHeaders.HOST)))
        .filter(PublicAddress::isHost)
        .map(host -> PublicAddress.of(scheme, host, prefix))
        .orElseGet(() -> PublicAddress.of(scheme, local, prefix));
  }

  /** For proxies that pass paths on as they are. */
  private static String without(String prefix, String path) {
    return path.equals(prefix) || path.startsWith(prefix + "/")
        ? path.substring(prefix.length())
        : path;
  }

  /** From the last hop back to the first that is no trusted proxy. */
  private InetAddress client(HttpHeaders said, InetAddress peer) {
    InetAddress client = peer;
    for (String hop : values(said, "X-Forwarded-For").reversed()) {
      Optional<InetAddress> address = literal(hop);
      if (address.isEmpty()) {
        return client;
      }
      client = address.get();
      if (!proxies.trusts(client)) {
        return client;
      }
    }
    return client;
  }

  private static Optional<InetAddress> literal(String hop) {
    try {
      return Optional.of(InetAddress.ofLiteral(hop));
    } catch (IllegalArgumentException noAddress) {
      return Optional.empty();
    }
  }

  private static Optional<String> last(HttpHeaders headers, String name) {
    List<String> values = values(headers, name);
    return values.isEmpty() ? Optional.empty() : Optional.of(values.getLast());
  }

  private static List<String> values(HttpHeaders headers, String name) {
    List<String> lines = headers.getOrEmpty(name);
    return lines.isEmpty()
        ? lines
        : lines.stream()
            .flatMap(line -> Arrays.stream(line.split(",", -1)))
            .map(String::strip)
            .filter(value -> !value.isEmpty())
            .toList();
  }
}
