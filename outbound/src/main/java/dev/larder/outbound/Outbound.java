package dev.larder.outbound;

import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/**
 * What holds for all upstreams.
 *
 * @param allow where each of them may lead to, though it is inside
 * @param proxies by which they are reached, unless a source names its own
 * @param authorities whom they may be vouched for by, beside whom Java trusts
 */
public record Outbound(AllowList allow, Proxies proxies, List<X509Certificate> authorities) {
  /** No exception, and no proxy. */
  public static final Outbound PLAIN = new Outbound(AllowList.EMPTY, Proxies.NONE, List.of());

  /**
   * Reads it.
   *
   * @param allow hosts and networks, separated by commas
   * @param unusable is told a variable that names what can't be used, and why
   * @throws IllegalArgumentException when one of them is none
   */
  public static Outbound of(
      String allow, Map<String, String> environment, BiConsumer<String, String> unusable) {
    try {
      return new Outbound(
          AllowList.parse(allow),
          Proxies.of(environment, unusable),
          Authorities.of(environment, unusable));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("LARDER_OUTBOUND_ALLOW: " + e.getMessage(), e);
    }
  }
}
