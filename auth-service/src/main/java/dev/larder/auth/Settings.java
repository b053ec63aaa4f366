package dev.larder.auth;

import java.net.URI;
import java.util.Set;

/**
 * What every settings record checks alike, so that nonsense is refused at start with one clear
 * line.
 */
public final class Settings {

  private Settings() {}

  /** The text, which must be there. */
  public static String needed(String variable, String value) {
    if (value == null || value.isBlank()) {
      throw new IllegalArgumentException(variable + " is not set");
    }
    return value;
  }

  /** The URL, which must be there, absolute, and of one of these schemes. */
  public static URI url(String variable, URI value, Set<String> schemes) {
    if (value == null) {
      throw new IllegalArgumentException(variable + " is not set");
    }
    if (!schemes.contains(value.getScheme()) || value.getHost() == null) {
      throw new IllegalArgumentException(
          variable + " must be a URL with a host and one of the schemes " + schemes);
    }
    return value;
  }
}
