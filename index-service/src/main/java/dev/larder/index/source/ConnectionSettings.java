package dev.larder.index.source;

import io.micronaut.serde.annotation.Serdeable;
import jakarta.annotation.Nullable;
import java.util.List;

/**
 * How an upstream is reached, beside its URL.
 *
 * @param inside the kinds of inside addresses ({@code loopback}, {@code private}, …) in which its
 *     host was when an administrator gave the URL; null where nobody looked
 * @param allow hosts, {@code host:port} and networks inside that it may lead to
 * @param proxy by which it is reached, with its credential; null for the environment's
 * @param missingStatus what it answers, beside 404 and 410, where something isn't there
 */
@Serdeable
public record ConnectionSettings(
    @Nullable List<String> inside,
    List<String> allow,
    @Nullable String proxy,
    List<Integer> missingStatus) {
  /** That of an upstream of which nothing special was said. */
  public static final ConnectionSettings DEFAULT =
      new ConnectionSettings(null, List.of(), null, List.of());

  /** The same, its own host being there. */
  ConnectionSettings with(@Nullable List<String> kinds) {
    return new ConnectionSettings(kinds, allow, proxy, missingStatus);
  }

  /** The proxy as it may be shown, or null. */
  @Nullable
  String shownProxy() {
    return proxy == null ? null : proxy.replaceFirst("^(\\w+://)?[^@/]*@", "$1");
  }

  /** Without the proxy's credential. */
  @Override
  public String toString() {
    return "ConnectionSettings[allow=%s, missingStatus=%s]".formatted(allow, missingStatus);
  }
}
