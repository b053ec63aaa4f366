package dev.larder.sync.catalogue;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;
import okhttp3.HttpUrl;

/**
 * How index-service is reached.
 *
 * @param url {@code http://host:port}
 * @param connectTimeout after which it counts as away
 * @param timeout how long it may be silent: a comparison takes its time
 */
@ConfigurationProperties("larder.index")
public record IndexConfiguration(
    String url,
    @Bindable(defaultValue = "2s") Duration connectTimeout,
    @Bindable(defaultValue = "5m") Duration timeout) {
  public IndexConfiguration {
    if (HttpUrl.parse(url) == null) {
      throw new IllegalArgumentException("LARDER_INDEX_URL is no http URL: " + url);
    }
  }
}
