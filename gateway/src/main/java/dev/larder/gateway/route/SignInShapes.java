package dev.larder.gateway.route;

import dev.larder.gateway.route.Destination.ToSignIn;
import java.util.List;

/**
 * What people need of Keycloak to sign in, and no more: its administration, its other realms, the
 * registration of clients and what else it has stay closed.
 */
final class SignInShapes {
  private static final String REALM = "/auth/realms/larder";
  private static final String NAME = "[A-Za-z0-9](?:[A-Za-z0-9._-]{0,62}[A-Za-z0-9])?";
  private static final ToSignIn THERE = new ToSignIn();

  static final List<Shape> ALL =
      List.of(
          Shape.read(REALM + "/\\.well-known/openid-configuration", THERE),
          Shape.read(
              REALM + "/protocol/openid-connect/(?:certs|3p-cookies/step[12]\\.html)", THERE),
          Shape.of(
              REALM + "/protocol/openid-connect/(?:auth|logout|userinfo)(?:/logout-confirm)?",
              THERE,
              "GET",
              "HEAD",
              "POST"),
          Shape.of(REALM + "/protocol/openid-connect/(?:token|revoke|auth/device)", THERE, "POST"),
          Shape.of(REALM + "/device(?:/status)?", THERE, "GET", "HEAD", "POST"),
          Shape.of(
              REALM
                  + "/login-actions/(?:authenticate|required-action|reset-credentials|restart"
                  + "|action-token|consent|first-broker-login|post-broker-login|detached-info)",
              THERE,
              "GET",
              "HEAD",
              "POST"),
          Shape.of(REALM + "/broker/" + NAME + "/(?:login|endpoint)", THERE, "GET", "HEAD", "POST"),
          Shape.read(REALM + "/broker/after-(?:first|post)-broker-login", THERE),
          Shape.read("/auth/resources(?:/" + NAME + "){2,12}", THERE));

  private SignInShapes() {}
}
