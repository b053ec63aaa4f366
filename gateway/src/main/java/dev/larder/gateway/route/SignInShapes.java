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
          Shape.read(REALM + "/\\.well-known/openid-configuration", THERE)
              .like(REALM + "/.well-known/openid-configuration"),
          Shape.read(REALM + "/protocol/openid-connect/(?:certs|3p-cookies/step[12]\\.html)", THERE)
              .like(REALM + "/protocol/openid-connect/certs"),
          Shape.of(
                  REALM + "/protocol/openid-connect/(?:auth|logout|userinfo)(?:/logout-confirm)?",
                  THERE,
                  "GET",
                  "HEAD",
                  "POST")
              .like(
                  REALM + "/protocol/openid-connect/auth",
                  REALM + "/protocol/openid-connect/logout",
                  REALM + "/protocol/openid-connect/userinfo"),
          Shape.of(REALM + "/protocol/openid-connect/(?:token|revoke|auth/device)", THERE, "POST")
              .like(
                  REALM + "/protocol/openid-connect/token",
                  REALM + "/protocol/openid-connect/revoke",
                  REALM + "/protocol/openid-connect/auth/device"),
          Shape.of(REALM + "/device(?:/status)?", THERE, "GET", "HEAD", "POST")
              .like(REALM + "/device"),
          Shape.of(
                  REALM
                      + "/login-actions/(?:authenticate|required-action|reset-credentials|restart"
                      + "|action-token|consent|first-broker-login|post-broker-login|detached-info)",
                  THERE,
                  "GET",
                  "HEAD",
                  "POST")
              .like(REALM + "/login-actions/authenticate"),
          Shape.of(REALM + "/broker/" + NAME + "/(?:login|endpoint)", THERE, "GET", "HEAD", "POST")
              .like(REALM + "/broker/{name}/login", REALM + "/broker/{name}/endpoint"),
          Shape.read(REALM + "/broker/after-(?:first|post)-broker-login", THERE)
              .like(REALM + "/broker/after-first-broker-login"),
          Shape.read("/auth/resources(?:/" + NAME + "){2,12}", THERE)
              .like("/auth/resources/{version}/{name}"));

  private SignInShapes() {}
}
