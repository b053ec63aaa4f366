package dev.larder.auth.index;

import dev.larder.auth.Settings;
import java.net.URI;
import java.time.Duration;
import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where index-service is.
 *
 * @param timeout how long an answer may take
 */
@ConfigurationProperties("larder.index")
public record IndexSettings(URI url, @DefaultValue("5s") Duration timeout) {

  public IndexSettings {
    Settings.url("LARDER_INDEX_URL", url, Set.of("http", "https"));
  }
}
