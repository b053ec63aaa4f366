package dev.larder.outbound;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.stream.Stream;

/**
 * The proxies that the environment names, as curl and pip read it: {@code HTTP_PROXY} for http
 * URLs, {@code HTTPS_PROXY} for https ones, {@code ALL_PROXY} for both, but for the hosts in {@code
 * NO_PROXY}; the same in lower case goes before.
 *
 * @param http for http URLs
 * @param https for https URLs
 * @param direct what is reached without a proxy
 * @param none whether everything is
 */
public record Proxies(
    Optional<HttpProxy> http, Optional<HttpProxy> https, List<String> direct, boolean none) {
  /** The variables that are read. */
  public static final List<String> VARIABLES =
      List.of(
          "http_proxy",
          "HTTP_PROXY",
          "https_proxy",
          "HTTPS_PROXY",
          "all_proxy",
          "ALL_PROXY",
          "no_proxy",
          "NO_PROXY");

  /** No proxy. */
  public static final Proxies NONE =
      new Proxies(Optional.empty(), Optional.empty(), List.of(), true);

  /**
   * Reads the environment.
   *
   * @param unusable is told a variable that names no proxy that can be used, and why
   */
  public static Proxies of(Map<String, String> environment, BiConsumer<String, String> unusable) {
    List<String> direct =
        variable(environment, "no_proxy")
            .map(name -> Arrays.asList(environment.get(name).strip().split("[,\\s]+")))
            .orElse(List.of());
    return new Proxies(
        proxy(environment, "http_proxy", unusable),
        proxy(environment, "https_proxy", unusable),
        direct,
        direct.contains("*"));
  }

  private static Optional<String> variable(Map<String, String> environment, String lower) {
    return Stream.of(lower, lower.toUpperCase(Locale.ROOT))
        .filter(name -> !environment.getOrDefault(name, "").isBlank())
        .findFirst();
  }

  private static Optional<HttpProxy> proxy(
      Map<String, String> environment, String lower, BiConsumer<String, String> unusable) {
    Optional<String> name =
        variable(environment, lower).or(() -> variable(environment, "all_proxy"));
    try {
      return name.map(known -> HttpProxy.of(environment.get(known).strip()));
    } catch (IllegalArgumentException e) {
      unusable.accept(name.orElseThrow(), e.getMessage());
      return Optional.empty();
    }
  }

  /** The proxy by which a URL's origin is reached. */
  public Optional<HttpProxy> of(Origin origin) {
    Optional<HttpProxy> proxy = origin.scheme().equals("https") ? https : http;
    return none || isDirect(origin.host(), origin.port()) ? Optional.empty() : proxy;
  }

  /** A name stands for those under it too, with a dot before it or not. */
  private boolean isDirect(String host, int port) {
    return direct.stream()
        .flatMap(text -> HostPattern.of(text).stream())
        .anyMatch(pattern -> pattern.matchesWithin(host, Hosts.address(host).orElse(null), port));
  }
}
