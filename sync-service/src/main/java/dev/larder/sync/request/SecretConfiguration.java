package dev.larder.sync.request;

import io.micronaut.context.annotation.ConfigurationProperties;

/**
 * What services prove themselves to each other with.
 *
 * @param secret the value of the header {@code Larder-Secret}
 */
@ConfigurationProperties("larder")
public record SecretConfiguration(String secret) {
  public SecretConfiguration {
    if (secret.isBlank()) {
      throw new IllegalArgumentException("LARDER_SECRET is empty.");
    }
  }

  @Override
  public String toString() {
    return "SecretConfiguration[]";
  }
}
