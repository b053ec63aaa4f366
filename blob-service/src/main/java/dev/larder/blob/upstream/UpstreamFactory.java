package dev.larder.blob.upstream;

import dev.larder.blob.location.Links;
import dev.larder.outbound.HostBreakers;
import dev.larder.outbound.Outbound;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Value;
import jakarta.inject.Singleton;
import java.time.Duration;
import okhttp3.OkHttpClient;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

@Factory
final class UpstreamFactory {
  private static final Logger log = LoggerFactory.getLogger(UpstreamFactory.class);

  /** What all clients share: its connections and threads. */
  @Singleton
  OkHttpClient http() {
    return new OkHttpClient();
  }

  @Singleton
  HostBreakers hosts(@Value("${larder.outbound.pause:5s}") Duration pause) {
    return new HostBreakers(pause, log::warn);
  }

  @Singleton
  Upstreams upstreams(
      OkHttpClient http,
      UpstreamConfiguration configuration,
      Links links,
      HostBreakers hosts,
      @Value("${larder.outbound.allow:}") String allow) {
    Outbound outbound =
        Outbound.of(
            allow,
            System.getenv(),
            (variable, why) -> log.warn("{} {}; it is passed over", variable, why));
    return new Upstreams(new UpstreamClient(http, configuration, outbound, hosts), links);
  }
}
