package dev.larder.gateway.caller;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;

/** What a client sent to prove who it is. */
public sealed interface Credential {
  /** No {@code Authorization} at all. */
  record None() implements Credential {}

  /** Something that can't be a credential. */
  record Malformed() implements Credential {}

  /** A token or the administrator's secret, without the white space around it. */
  record Secret(String value) implements Credential {
    @Override
    public String toString() {
      return "Secret";
    }
  }

  /**
   * Reads the values of {@code Authorization}: {@code Basic} with the token as password, whatever
   * the user's name, or {@code Bearer} (RAUTH-4).
   */
  static Credential from(List<String> authorization) {
    if (authorization.isEmpty()) {
      return new None();
    }
    if (authorization.size() > 1) {
      return new Malformed();
    }
    String[] words = authorization.getFirst().strip().split("\\s+", 2);
    if (words.length < 2) {
      return new Malformed();
    }
    return switch (words[0].toLowerCase(Locale.ROOT)) {
      case "bearer" -> secret(words[1]);
      case "basic" -> basic(words[1]);
      default -> new Malformed();
    };
  }

  private static Credential basic(String encoded) {
    try {
      String pair = new String(Base64.getDecoder().decode(encoded.strip()), StandardCharsets.UTF_8);
      int colon = pair.indexOf(':');
      return colon < 0 ? new Malformed() : secret(pair.substring(colon + 1));
    } catch (IllegalArgumentException notBase64) {
      return new Malformed();
    }
  }

  private static Credential secret(String value) {
    return value.isBlank() ? new Malformed() : new Secret(value.strip());
  }
}
