package dev.larder.outbound;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * How one source's upstream is reached.
 *
 * @param own scheme, host and port of the source's URL; none of a folder
 * @param inside in which kinds of inside addresses its own host was when an administrator gave the
 *     URL; empty where nobody looked
 * @param allow where it may lead to beside its own host
 * @param proxy its own
 */
public record Reach(
    Optional<Origin> own,
    Optional<Set<AddressKind>> inside,
    AllowList allow,
    Optional<HttpProxy> proxy) {
  /** An upstream that nothing special is known of. */
  public static Reach of(URI url) {
    return new Reach(Origin.of(url), Optional.empty(), AllowList.EMPTY, Optional.empty());
  }

  /** An upstream that no inside address is its own. */
  public static final Reach NOTHING =
      new Reach(Optional.empty(), Optional.empty(), AllowList.EMPTY, Optional.empty());

  /**
   * As services tell each other.
   *
   * @param own the source's URL or its origin, or null
   * @param inside names of kinds of addresses, or null
   * @param proxy its URL, or null
   * @throws IllegalArgumentException when something of it can't be read; the message is one line
   */
  public static Reach of(String own, List<String> inside, List<String> allow, String proxy) {
    return new Reach(
        own == null ? Optional.empty() : Origin.of(URI.create(own)),
        Optional.ofNullable(inside)
            .map(
                kinds ->
                    kinds.stream().map(AddressKind::named).collect(Collectors.toUnmodifiableSet())),
        allow == null ? AllowList.EMPTY : AllowList.of(allow),
        Optional.ofNullable(proxy).map(HttpProxy::of));
  }

  /** Without the proxy's credential. */
  @Override
  public String toString() {
    return "Reach[%s]".formatted(own.map(Origin::authority).orElse("no host"));
  }
}
