package dev.larder.gateway.keys;

import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * The folder in which the gateway keeps the token keys that it knows ({@code LARDER_KEYS_FOLDER}).
 */
@ConfigurationProperties("larder.keys")
public record KeysConfig(Path folder) {
  public KeysConfig {
    if (folder == null || folder.toString().isBlank()) {
      throw new IllegalArgumentException("LARDER_KEYS_FOLDER is missing");
    }
  }
}
