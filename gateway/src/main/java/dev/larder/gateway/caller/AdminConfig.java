package dev.larder.gateway.caller;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * The administrator's credential of the connection file ({@code LARDER_ADMIN_SECRET}).
 *
 * @param secret at least 16 characters
 */
@ConfigurationProperties("larder.admin")
public record AdminConfig(String secret) {
  private static final int SHORTEST = 16;

  public AdminConfig {
    if (secret == null || secret.strip().length() < SHORTEST) {
      throw new IllegalArgumentException(
          "LARDER_ADMIN_SECRET is missing or shorter than " + SHORTEST + " characters");
    }
  }

  @Override
  public String toString() {
    return "AdminConfig";
  }
}
