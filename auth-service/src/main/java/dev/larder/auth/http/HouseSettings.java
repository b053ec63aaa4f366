package dev.larder.auth.http;

import dev.larder.auth.Settings;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * What the services of one house share.
 *
 * @param secret what they prove themselves to each other with
 */
@ConfigurationProperties("larder")
public record HouseSettings(String secret) {

  public HouseSettings {
    Settings.needed("LARDER_SECRET", secret);
  }
}
