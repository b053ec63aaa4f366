package dev.larder.outbound;

import java.util.Map;
import java.util.function.BiConsumer;

/**
 * What holds for all upstreams.
 *
 * @param allow where each of them may lead to, though it is inside
 * @param proxies by which they are reached, unless a source names its own
 */
public record Outbound(AllowList allow, Proxies proxies) {
  /** No exception, and no proxy. */
  public static final Outbound PLAIN = new Outbound(AllowList.EMPTY, Proxies.NONE);

  /**
   * Reads it.
   *
   * @param allow hosts and networks, separated by commas
   * @param unusable is told a variable that names no proxy that can be used, and why
   * @throws IllegalArgumentException when one of them is none
   */
  public static Outbound of(
      String allow, Map<String, String> environment, BiConsumer<String, String> unusable) {
    try {
      return new Outbound(AllowList.parse(allow), Proxies.of(environment, unusable));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("LARDER_OUTBOUND_ALLOW: " + e.getMessage(), e);
    }
  }
}
