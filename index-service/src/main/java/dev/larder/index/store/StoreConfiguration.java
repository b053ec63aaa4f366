package dev.larder.index.store;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;
import okhttp3.HttpUrl;

/**
 * The object store.
 *
 * @param url {@code http://host:port}
 * @param accessKey its user
 * @param secretKey its password
 * @param bucket where everything lies
 * @param connectTimeout after which it counts as away
 * @param idleTimeout how long it may be silent
 */
@ConfigurationProperties("larder.s3")
record StoreConfiguration(
    String url,
    String accessKey,
    String secretKey,
    @Bindable(defaultValue = "larder") String bucket,
    @Bindable(defaultValue = "2s") Duration connectTimeout,
    @Bindable(defaultValue = "30s") Duration idleTimeout) {
  StoreConfiguration {
    if (HttpUrl.parse(url) == null) {
      throw new IllegalArgumentException("LARDER_S3_URL is no http URL: " + url);
    }
  }

  @Override
  public String toString() {
    return "StoreConfiguration[url=" + url + ", bucket=" + bucket + "]";
  }
}
