package dev.larder.outbound;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Where connections for one source's upstream may lead, by which proxy, and whom they trust.
 *
 * @param own scheme, host and port of the source's URL; none of a folder
 * @param inside in which kinds of inside addresses its own host was when an administrator gave the
 *     URL; empty where nobody looked
 * @param allow where it may lead to beside its own host
 * @param proxy its own
 * @param tls whom its connections trust, and what they show
 */
public record OutboundPolicy(
    Optional<Origin> own,
    Optional<Set<AddressKind>> inside,
    AllowList allow,
    Optional<HttpProxy> proxy,
    TlsSettings tls) {
  /** That of an upstream of which nothing special is known. */
  public static OutboundPolicy of(URI url) {
    return new OutboundPolicy(
        Origin.of(url), Optional.empty(), AllowList.EMPTY, Optional.empty(), TlsSettings.NONE);
  }

  /** That of an upstream which no inside address belongs to. */
  public static final OutboundPolicy PUBLIC_ONLY =
      new OutboundPolicy(
          Optional.empty(), Optional.empty(), AllowList.EMPTY, Optional.empty(), TlsSettings.NONE);

  /**
   * As services tell each other.
   *
   * @param own the source's URL or its origin, or null
   * @param inside names of kinds of addresses, or null
   * @param proxy its URL, or null
   * @throws IllegalArgumentException when something of it can't be read; the message is one line
   */
  public static OutboundPolicy of(
      String own, List<String> inside, List<String> allow, String proxy) {
    return new OutboundPolicy(
        own == null ? Optional.empty() : Origin.of(URI.create(own)),
        Optional.ofNullable(inside)
            .map(
                kinds ->
                    kinds.stream().map(AddressKind::named).collect(Collectors.toUnmodifiableSet())),
        allow == null ? AllowList.EMPTY : AllowList.of(allow),
        Optional.ofNullable(proxy).map(HttpProxy::of),
        TlsSettings.NONE);
  }

  /** The same, with other settings of TLS. */
  public OutboundPolicy with(TlsSettings other) {
    return new OutboundPolicy(own, inside, allow, proxy, other);
  }

  /** Without the proxy's credential. */
  @Override
  public String toString() {
    return "OutboundPolicy[%s]".formatted(own.map(Origin::authority).orElse("no host"));
  }
}
