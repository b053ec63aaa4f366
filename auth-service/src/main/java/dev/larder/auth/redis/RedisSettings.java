package dev.larder.auth.redis;

import dev.larder.auth.Settings;
import java.net.URI;
import java.time.Duration;
import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where Redis is.
 *
 * @param timeout how long a connection or a command may take
 */
@ConfigurationProperties("larder.redis")
public record RedisSettings(URI url, @DefaultValue("1s") Duration timeout) {

  public RedisSettings {
    Settings.url("LARDER_REDIS_URL", url, Set.of("redis", "rediss"));
  }
}
