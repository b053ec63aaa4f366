package dev.larder.auth.token;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The shape of a token's id. What has another shape is no token, and is never asked Keycloak for.
 */
public final class Guid {

  private static final Pattern SHAPE =
      Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");

  private Guid() {}

  /** The text, if it can be a token's id. */
  public static Optional<String> of(String text) {
    return Optional.ofNullable(text).filter(t -> SHAPE.matcher(t).matches());
  }
}
