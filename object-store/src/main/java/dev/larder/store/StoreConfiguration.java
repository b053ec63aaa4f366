package dev.larder.store;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;
import okhttp3.HttpUrl;

/**
 * Where the object store is, which may be any that speaks S3.
 *
 * @param url {@code http://host:port}
 * @param accessKey its user
 * @param secretKey its password
 * @param bucket where everything lies; made where it is missing
 * @param region which requests are signed for
 * @param connectTimeout after which it counts as away
 * @param idleTimeout how long it may be silent
 */
@ConfigurationProperties("larder.s3")
public record StoreConfiguration(
    String url,
    String accessKey,
    String secretKey,
    @Bindable(defaultValue = "larder") String bucket,
    @Bindable(defaultValue = "us-east-1") String region,
    @Bindable(defaultValue = "2s") Duration connectTimeout,
    @Bindable(defaultValue = "30s") Duration idleTimeout) {
  public StoreConfiguration {
    if (HttpUrl.parse(url) == null) {
      throw new IllegalArgumentException("LARDER_S3_URL is no http URL: " + url);
    }
  }

  @Override
  public String toString() {
    return "StoreConfiguration[url=" + url + ", bucket=" + bucket + "]";
  }
}
