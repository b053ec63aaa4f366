package dev.larder.gateway.address;

import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where clients find the whole.
 *
 * @param origin scheme, host and port, such as {@code https://host:8443}
 * @param prefix the path before every path, such as {@code /rspm}; empty for none
 */
public record PublicAddress(String origin, String prefix) {
  private static final Pattern HOST =
      Pattern.compile("(?:[A-Za-z0-9._-]{1,253}|\\[[0-9A-Fa-f:.]{2,45}])(?::[0-9]{1,5})?");
  private static final Pattern PREFIX = Pattern.compile("(?:/(?!\\.+(?:/|$))[A-Za-z0-9._~-]+)*");

  /**
   * Reads what an administrator wrote, such as {@code https://host/rspm/}; empty if it is more or
   * less than scheme, host and a plain path.
   */
  static Optional<PublicAddress> parse(String text) {
    try {
      URI uri = new URI(text.strip());
      String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
      Optional<String> prefix = prefix(uri.getRawPath() == null ? "" : uri.getRawPath());
      if (isWeb(scheme)
          && uri.getRawAuthority() != null
          && isHost(uri.getRawAuthority())
          && prefix.isPresent()
          && uri.getRawQuery() == null
          && uri.getRawFragment() == null) {
        return Optional.of(of(scheme, uri.getRawAuthority(), prefix.get()));
      }
      return Optional.empty();
    } catch (URISyntaxException noUri) {
      return Optional.empty();
    }
  }

  static PublicAddress of(String scheme, String host, String prefix) {
    return new PublicAddress(scheme + "://" + host.toLowerCase(Locale.ROOT), prefix);
  }

  /** The address of a socket, for requests that name no host. */
  static PublicAddress of(String scheme, InetSocketAddress local, String prefix) {
    String literal = local.getAddress().getHostAddress().replaceFirst("%.*", "");
    String host = literal.indexOf(':') < 0 ? literal : "[" + literal + "]";
    return of(scheme, host + ":" + local.getPort(), prefix);
  }

  /** True for {@code http} and {@code https}. */
  static boolean isWeb(String scheme) {
    return scheme.equals("http") || scheme.equals("https");
  }

  /** True for a name or an address, with or without a port, and nothing else. */
  static boolean isHost(String host) {
    return HOST.matcher(host).matches();
  }

  /** A path before paths without its last slashes; empty if it can't be one. */
  static Optional<String> prefix(String path) {
    String prefix = path.replaceFirst("/+$", "");
    return PREFIX.matcher(prefix).matches() ? Optional.of(prefix) : Optional.empty();
  }

  /** As it stands in header {@code Larder-Base}; no last slash. */
  @Override
  public String toString() {
    return origin + prefix;
  }
}
