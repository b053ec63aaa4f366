package dev.larder.upload.catalogue;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;
import okhttp3.HttpUrl;

/**
 * How index-service is reached; how long it may take, application.yml says.
 *
 * @param url {@code http://host:port}
 * @param patience how long an upload waits for a catalogue that is away or fails
 */
@ConfigurationProperties("larder.index")
public record IndexConfiguration(String url, @Bindable(defaultValue = "60s") Duration patience) {
  public IndexConfiguration {
    if (HttpUrl.parse(url) == null) {
      throw new IllegalArgumentException("LARDER_INDEX_URL is no http URL: " + url);
    }
  }
}
