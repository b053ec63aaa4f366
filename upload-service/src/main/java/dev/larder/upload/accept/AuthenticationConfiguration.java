package dev.larder.upload.accept;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;

/**
 * Who may upload at all.
 *
 * @param apiTokenAuth {@code true} where uploads by token are taken, {@code false} where none is
 */
@ConfigurationProperties("larder.authentication")
public record AuthenticationConfiguration(@Bindable(defaultValue = "true") String apiTokenAuth) {
  public AuthenticationConfiguration {
    if (!apiTokenAuth.equals("true") && !apiTokenAuth.equals("false")) {
      throw new IllegalArgumentException(
          "LARDER_AUTHENTICATION_API_TOKEN_AUTH must be 'true' or 'false': " + apiTokenAuth);
    }
  }

  boolean takesTokens() {
    return apiTokenAuth.equals("true");
  }
}
