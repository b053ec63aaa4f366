package dev.larder.auth.keycloak;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The shape of a token's id. What has another shape is no token, and is never asked Keycloak for.
 */
public final class Guid {

  /** What a trusted publisher's begins with, for them to be found among thousands of tokens. */
  public static final String PUBLISHER = "publisher-";

  private static final Pattern SHAPE =
      Pattern.compile(
          "(?:publisher-)?[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");

  private Guid() {}

  /** The text, if it can be a token's id. */
  public static Optional<String> of(String text) {
    return Optional.ofNullable(text).filter(t -> SHAPE.matcher(t).matches());
  }

  /** The part of it that is unique by itself, and no longer than Keycloak's own ids. */
  public static String unique(String guid) {
    return guid.startsWith(PUBLISHER) ? guid.substring(PUBLISHER.length()) : guid;
  }
}
