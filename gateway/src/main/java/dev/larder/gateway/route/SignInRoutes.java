package dev.larder.gateway.route;

import dev.larder.gateway.service.Limits;
import dev.larder.gateway.service.Service;
import java.util.stream.Stream;
import org.springframework.cloud.gateway.filter.GatewayFilter;
import org.springframework.cloud.gateway.route.builder.RouteLocatorBuilder;

/**
 * What people need of Keycloak to sign in, and no more: its administration, its other realms, the
 * registration of clients and what else it has stay closed.
 */
final class SignInRoutes {
  private SignInRoutes() {}

  static void add(RouteLocatorBuilder.Builder routes, RouteFilters filters, Limits limits) {
    RouteTarget keycloak = new RouteTarget(filters, Service.KEYCLOAK, limits.page());
    GatewayFilter attempts = filters.passwordAttempts();
    RawPath configuration = realm("/.well-known/openid-configuration").read();
    RawPath keys =
        realm("/protocol/openid-connect/certs")
            .and(realm("/protocol/openid-connect/3p-cookies/{step}"))
            .read();
    RawPath session =
        realm(
                "/protocol/openid-connect/auth",
                "/protocol/openid-connect/logout",
                "/protocol/openid-connect/userinfo")
            .and(realm("/protocol/openid-connect/{session}/logout-confirm"));
    RawPath tokens =
        realm(
                "/protocol/openid-connect/token",
                "/protocol/openid-connect/revoke",
                "/protocol/openid-connect/auth/device")
            .on("POST");
    RawPath device = realm("/device").and(realm("/device/status"));
    RawPath actions = realm("/login-actions/authenticate").and(realm("/login-actions/{action}"));
    RawPath broker = realm("/broker/{name}/login", "/broker/{name}/endpoint");
    RawPath afterBroker =
        realm("/broker/after-first-broker-login")
            .and(realm("/broker/after-post-broker-login"))
            .read();
    RawPath resources =
        exactly("/auth/resources/{version}/{name}")
            .and(exactly("/auth/resources/{version}/{name}{more}"))
            .read();
    routes
        .route("sign-in-configuration", keycloak.fromOtherSites(configuration, attempts))
        .route("sign-in-keys", keycloak.fromOtherSites(keys, attempts))
        .route("sign-in-session", keycloak.fromOtherSites(form(session), attempts))
        .route("sign-in-tokens", keycloak.fromOtherSites(tokens, attempts))
        .route("sign-in-device", keycloak.fromOtherSites(form(device), attempts))
        .route("sign-in-actions", keycloak.fromOtherSites(form(actions), attempts))
        .route("sign-in-broker", keycloak.fromOtherSites(form(broker), attempts))
        .route("sign-in-after-broker", keycloak.fromOtherSites(afterBroker, attempts))
        .route("sign-in-resources", keycloak.fromOtherSites(resources, attempts));
  }

  private static RawPath form(RawPath path) {
    return path.on("GET", "HEAD", "POST");
  }

  private static RawPath realm(String... paths) {
    return exactly(
        Stream.of(paths).map(path -> "/auth/realms/larder" + path).toArray(String[]::new));
  }

  private static RawPath exactly(String... templates) {
    return RawPath.exactly(PathVariables.SIGN_IN, templates);
  }
}
