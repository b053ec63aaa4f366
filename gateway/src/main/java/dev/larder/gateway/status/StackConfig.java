package dev.larder.gateway.status;

import java.net.URI;
import java.util.Optional;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Where the stack that keeps the parts running tells how they fare ({@code LARDER_STACK_URL}).
 *
 * @param url {@code http://host:port}; null where something else keeps them running
 */
@ConfigurationProperties("larder.stack")
public record StackConfig(URI url) {
  public StackConfig {
    if (url != null && (!"http".equals(url.getScheme()) || url.getPort() < 1)) {
      throw new IllegalArgumentException("LARDER_STACK_URL must be http://host:port, not " + url);
    }
  }

  Optional<URI> place() {
    return Optional.ofNullable(url);
  }
}
