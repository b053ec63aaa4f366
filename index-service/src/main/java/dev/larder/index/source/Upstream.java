package dev.larder.index.source;

import dev.larder.index.settings.Settings;
import dev.larder.outbound.Origin;
import jakarta.annotation.Nullable;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;

/**
 * Where a mirror looks: an index's root page, or a folder.
 *
 * @param url {@code http(s)://…/} or {@code file:///…/}, with a last slash and without user and
 *     password
 * @param credential {@code user:password}, never shown, or null
 * @param connection how it is reached
 */
public record Upstream(URI url, @Nullable String credential, ConnectionSettings connection) {
  public static final String DEFAULT = Settings.PYPI;

  /** One of which nothing special was said. */
  public Upstream(URI url, @Nullable String credential) {
    this(url, credential, ConnectionSettings.DEFAULT);
  }

  Upstream with(ConnectionSettings other) {
    return new Upstream(url, credential, other);
  }

  /**
   * Reads a URL as an administrator writes it; user and password may stand in it. A folder of the
   * server's machine may also be written as its absolute path.
   *
   * @param what how to call it in a refusal
   * @throws IllegalArgumentException with one line that doesn't repeat the password
   */
  public static Upstream parse(String what, String text) {
    URI uri;
    try {
      uri = text.startsWith("/") ? new URI("file", "", text, null) : new URI(text);
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException(what + " is not a URL", e);
    }
    if (uri.getRawQuery() != null || uri.getRawFragment() != null) {
      throw new IllegalArgumentException(
          what + " has a query or a fragment, and an index's pages have none; leave it out");
    }
    String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
    return switch (scheme) {
      case "file" -> new Upstream(URI.create("file://" + withSlash(uri.getRawPath())), null);
      case "http", "https" -> {
        if (uri.getHost() == null) {
          throw new IllegalArgumentException(what + " names no host");
        }
        String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
        String path = withSlash(uri.getRawPath());
        yield new Upstream(
            URI.create(scheme + "://" + uri.getHost() + port + path), uri.getUserInfo());
      }
      default ->
          throw new IllegalArgumentException(
              what + " must begin with http:, https: or file:, or be a folder's absolute path");
    };
  }

  /** The {@code Authorization} header for this upstream, or null. */
  public @Nullable String authorization() {
    return credential == null
        ? null
        : "Basic "
            + Base64.getEncoder().encodeToString(credential.getBytes(StandardCharsets.UTF_8));
  }

  /** As {@link #authorization}, for a URL on a page: only for the same scheme, host and port. */
  public @Nullable String authorizationFor(String fileUrl) {
    return credential != null && Origin.isSame(url.toString(), fileUrl) ? authorization() : null;
  }

  public boolean isFolder() {
    return "file".equals(url.getScheme());
  }

  /** Whether both are of the same scheme, host and port. */
  public boolean isSameOriginAs(Upstream other) {
    return Origin.isSame(url, other.url());
  }

  private static String withSlash(@Nullable String path) {
    String known = path == null ? "" : path;
    return known.endsWith("/") ? known : known + "/";
  }

  /** Without the credential. */
  @Override
  public String toString() {
    return url.toString();
  }
}
