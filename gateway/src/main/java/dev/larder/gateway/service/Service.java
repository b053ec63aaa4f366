package dev.larder.gateway.service;

import java.net.URI;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.cloud.gateway.route.Route;
import org.springframework.cloud.gateway.support.ServerWebExchangeUtils;
import org.springframework.web.server.ServerWebExchange;

/**
 * What the gateway passes requests on to, by the names under which messages and status speak of
 * them: the five services, and Keycloak, where people sign in.
 */
public enum Service {
  INDEX("index-service", ""),
  BLOB("blob-service", ""),
  UPLOAD("upload-service", ""),
  SYNC("sync-service", ""),
  AUTH("auth-service", ""),
  KEYCLOAK("Keycloak", "/auth");

  private static final Map<URI, Service> BY_ROUTE =
      Stream.of(values())
          .collect(Collectors.toUnmodifiableMap(Service::route, Function.identity()));

  private final String partName;
  private final String prefix;
  private final URI route;

  Service(String partName, String prefix) {
    this.partName = partName;
    this.prefix = prefix;
    this.route = URI.create("service://" + partName);
  }

  /** Larder's own, which tell their health. */
  public static Set<Service> own() {
    return EnumSet.complementOf(EnumSet.of(KEYCLOAK));
  }

  /** Where the request goes; empty for what the gateway answers itself. */
  public static Optional<Service> of(ServerWebExchange exchange) {
    Route route = exchange.getRequiredAttribute(ServerWebExchangeUtils.GATEWAY_ROUTE_ATTR);
    return Optional.ofNullable(BY_ROUTE.get(route.getUri()));
  }

  /** As users read it, such as {@code index-service}. */
  public String partName() {
    return partName;
  }

  /** Where it lives, seen from outside, whose paths it doesn't know of. */
  public String prefix() {
    return prefix;
  }

  /** The address of routes that lead there, wherever it is. */
  public URI route() {
    return route;
  }
}
