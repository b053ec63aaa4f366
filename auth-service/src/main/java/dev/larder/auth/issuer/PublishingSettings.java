package dev.larder.auth.issuer;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How tokens of CI systems are taken.
 *
 * @param audience what they must be made for ({@code LARDER_PUBLISHING_AUDIENCE})
 * @param timeout how long an issuer may take to give its keys, all in all
 */
@ConfigurationProperties("larder.publishing")
public record PublishingSettings(
    @DefaultValue("larder") String audience, @DefaultValue("5s") Duration timeout) {

  public PublishingSettings {
    if (!audience.matches("[A-Za-z0-9._:/-]{1,255}")) {
      throw new IllegalArgumentException(
          "LARDER_PUBLISHING_AUDIENCE must be a word or a URL, not " + audience);
    }
  }
}
