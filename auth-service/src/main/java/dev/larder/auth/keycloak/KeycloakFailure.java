package dev.larder.auth.keycloak;

import jakarta.ws.rs.BadRequestException;
import jakarta.ws.rs.ForbiddenException;
import jakarta.ws.rs.NotAuthorizedException;
import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.WebApplicationException;

/** What a failed call to Keycloak means, in words for whoever runs Larder. */
public final class KeycloakFailure {

  private KeycloakFailure() {}

  /** Says in one clause what is wrong with Keycloak, without a full stop. */
  public static String explain(RuntimeException failure) {
    return switch (failure) {
      // the admin client signs in by itself, before a call, and wraps what goes wrong then
      case ProcessingException e when e.getCause() instanceof WebApplicationException cause ->
          cause instanceof BadRequestException ? WRONG_ADMINISTRATOR : explain(cause);
      case ProcessingException _ -> "Keycloak can't be reached";
      case NotAuthorizedException _ -> WRONG_ADMINISTRATOR;
      case ForbiddenException _ -> WRONG_ADMINISTRATOR;
      case WebApplicationException e -> "Keycloak answered " + e.getResponse().getStatus();
      default -> "Keycloak can't be used: " + failure;
    };
  }

  private static final String WRONG_ADMINISTRATOR =
      "Keycloak refuses its administrator: check LARDER_KEYCLOAK_USER and LARDER_KEYCLOAK_PASSWORD";
}
