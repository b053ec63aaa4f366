package dev.larder.cli.url;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What is left of a URL when the server's address is taken off. */
final class ServerPath {
  private static final List<String> LOOPBACK = List.of("localhost", "127.0.0.1", "[::1]");

  private ServerPath() {}

  /**
   * The path within the server at {@code address}, as it is encoded in the URL and without query
   * and fragment; empty if the URL is of another server. A path alone is taken as it is. User and
   * password don't count, nor does the scheme (a proxy may speak TLS for the server), and the names
   * of the loopback address stand for each other.
   */
  static Optional<String> of(String url, String address) {
    Optional<URI> asked = uri(url.strip());
    if (asked.filter(uri -> !uri.isAbsolute() && uri.getRawPath().startsWith("/")).isPresent()) {
      return asked.map(URI::getRawPath);
    }
    return asked.flatMap(uri -> uri(address).flatMap(server -> within(uri, server)));
  }

  private static Optional<String> within(URI url, URI server) {
    String path = Optional.ofNullable(url.getRawPath()).orElse("");
    String prefix = server.getRawPath().replaceAll("/+$", "");
    return place(url).equals(place(server)) && (path + "/").startsWith(prefix + "/")
        ? Optional.of(path.substring(prefix.length())).filter(rest -> !rest.isEmpty())
        : Optional.empty();
  }

  /** Host and port; a standard port goes without saying. */
  private static String place(URI uri) {
    String host = Optional.ofNullable(uri.getHost()).orElse("").toLowerCase(Locale.ROOT);
    boolean standard = uri.getPort() < 0 || uri.getPort() == 80 || uri.getPort() == 443;
    return (LOOPBACK.contains(host) ? LOOPBACK.getFirst() : host)
        + (standard ? "" : ":" + uri.getPort());
  }

  private static Optional<URI> uri(String text) {
    try {
      return Optional.of(new URI(text));
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }
}
