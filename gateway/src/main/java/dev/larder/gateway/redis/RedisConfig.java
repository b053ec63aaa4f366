package dev.larder.gateway.redis;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Where Redis is ({@code LARDER_REDIS_URL}).
 *
 * @param url {@code redis://:password@host:port}
 */
@ConfigurationProperties("larder.redis")
public record RedisConfig(String url) {
  public RedisConfig {
    if (url == null || !url.startsWith("redis://")) {
      throw new IllegalArgumentException("LARDER_REDIS_URL must be redis://:password@host:port");
    }
  }

  @Override
  public String toString() {
    return "RedisConfig";
  }
}
