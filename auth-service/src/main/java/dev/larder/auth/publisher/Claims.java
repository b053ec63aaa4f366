package dev.larder.auth.publisher;

import java.util.Map;
import java.util.Optional;

/** Claims of an OIDC token, read as what a publisher's are written as. */
final class Claims {

  private Claims() {}

  /** A claim as text; empty where it is missing, or a list or an object. */
  static Optional<String> text(Map<String, Object> claims, String name) {
    return switch (claims.get(name)) {
      case String text -> Optional.of(text);
      case Number number -> Optional.of(number.toString());
      case Boolean yes -> Optional.of(yes.toString());
      case null, default -> Optional.empty();
    };
  }
}
