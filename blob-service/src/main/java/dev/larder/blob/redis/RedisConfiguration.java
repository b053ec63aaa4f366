package dev.larder.blob.redis;

import io.micronaut.context.annotation.ConfigurationProperties;

/**
 * How Redis is reached.
 *
 * @param url {@code redis://:password@host:port}
 */
@ConfigurationProperties("larder.redis")
public record RedisConfiguration(String url) {
  @Override
  public String toString() {
    return "RedisConfiguration[]";
  }
}
