package dev.larder.outbound;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.net.URLDecoder;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;

/**
 * A proxy that speaks HTTP: whole URLs for http, {@code CONNECT} for https.
 *
 * @param credential {@code user:password}, if it asks for them
 */
public record HttpProxy(String host, int port, Optional<String> credential) {
  /**
   * Reads {@code http://user:password@host:port}, the scheme and the port (80) may be missing; user
   * and password may be percent-encoded.
   *
   * @throws IllegalArgumentException with one line that repeats nothing of it
   */
  public static HttpProxy of(String text) {
    URI url;
    try {
      url = URI.create(text.contains("://") ? text : "http://" + text);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("is no URL; write http://host:port", e);
    }
    if (!"http".equals(url.getScheme().toLowerCase(Locale.ROOT))) {
      throw new IllegalArgumentException(
          "must begin with http: a proxy is spoken to by plain HTTP, also about https");
    }
    if (url.getHost() == null || url.getPort() > 65535) {
      throw new IllegalArgumentException("names no host; write http://host:port");
    }
    return new HttpProxy(
        Hosts.plain(url.getHost()),
        url.getPort() < 0 ? 80 : url.getPort(),
        Optional.ofNullable(url.getRawUserInfo()).map(HttpProxy::decoded));
  }

  private static String decoded(String userInfo) {
    String text = URLDecoder.decode(userInfo.replace("+", "%2B"), UTF_8);
    return text.contains(":") ? text : text + ":";
  }

  /** The value of {@code Proxy-Authorization} (RFC 7617). */
  Optional<String> authorization() {
    return credential.map(
        text -> "Basic " + Base64.getEncoder().encodeToString(text.getBytes(UTF_8)));
  }

  /** Its URL without the credential. */
  @Override
  public String toString() {
    return "http://%s:%d".formatted(host.contains(":") ? "[" + host + "]" : host, port);
  }
}
