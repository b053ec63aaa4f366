package dev.larder.gateway.address;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.http.HttpHeaders;

/** Whose {@code X-Forwarded-*} weren't believed, each to be told once. */
final class IgnoredProxies {
  /** Any client may send such headers, from as many addresses as it has. */
  private static final int MOST = 100;

  private static final List<String> HEADERS =
      List.of("X-Forwarded-Prefix", "X-Forwarded-Proto", "X-Forwarded-Host", "X-Forwarded-For");

  private final Set<InetAddress> told = ConcurrentHashMap.newKeySet();

  /** One line for the log, where there is something new to say of a peer that isn't trusted. */
  Optional<String> line(InetAddress peer, HttpHeaders headers) {
    List<String> sent = HEADERS.stream().filter(headers::containsHeader).toList();
    return sent.isEmpty() || told.size() >= MOST || !told.add(peer)
        ? Optional.empty()
        : Optional.of(
            "%s of %s are ignored; if it is your proxy, list it in server.trusted-proxies (LARDER_TRUSTED_PROXIES)"
                .formatted(String.join(", ", sent), peer.getHostAddress()));
  }
}
