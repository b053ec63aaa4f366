package dev.larder.outbound;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;

/**
 * Scheme, host and port of a URL (RFC 6454).
 *
 * @param scheme in lower case
 * @param host in lower case, an IPv6 address without brackets
 */
public record Origin(String scheme, String host, int port) {
  /** That of an http or https URL; empty for any other one. */
  public static Optional<Origin> of(URI url) {
    if (url.getScheme() == null || url.getHost() == null) {
      return Optional.empty();
    }
    String scheme = url.getScheme().toLowerCase(Locale.ROOT);
    int usual =
        switch (scheme) {
          case "http" -> 80;
          case "https" -> 443;
          default -> -1;
        };
    return usual < 0
        ? Optional.empty()
        : Optional.of(
            new Origin(
                scheme, Hosts.plain(url.getHost()), url.getPort() < 0 ? usual : url.getPort()));
  }

  /** Whether both are http or https URLs of one origin, so that one's secrets are the other's. */
  public static boolean isSame(URI one, URI other) {
    Optional<Origin> origin = of(one);
    return origin.isPresent() && origin.equals(of(other));
  }

  /** As {@link #isSame(URI, URI)}, of what may be no URLs at all. */
  public static boolean isSame(String one, String other) {
    try {
      return isSame(new URI(one), new URI(other));
    } catch (URISyntaxException e) {
      return false;
    }
  }

  /** As a URL has host and port. */
  String authority() {
    return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
  }
}
