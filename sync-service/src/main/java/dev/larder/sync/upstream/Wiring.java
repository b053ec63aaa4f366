package dev.larder.sync.upstream;

import dev.larder.memory.ByteBudget;
import dev.larder.outbound.HostBreakers;
import dev.larder.outbound.Outbound;
import dev.larder.sync.SyncService;
import dev.larder.sync.look.Looks;
import dev.larder.sync.look.OwnHosts;
import dev.larder.sync.settings.SyncSettings;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Value;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts the upstreams together. */
@Factory
final class Wiring {
  private static final Logger log = LoggerFactory.getLogger(Wiring.class);
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  /** What the environment says of connections to the outside. */
  @Singleton
  Outbound outbound(@Value("${larder.outbound.allow:}") String allow) {
    return Outbound.of(
        allow,
        System.getenv(),
        (variable, why) -> log.warn("{} {}; it is passed over", variable, why));
  }

  /**
   * What all looks together may keep of pages; the rest is for reading them and for everything
   * else.
   */
  @Singleton
  ByteBudget budget() {
    return ByteBudget.ofHeap(0.4, PATIENCE);
  }

  @Singleton
  @Bean(preDestroy = "close")
  HttpUpstream http(ByteBudget budget, Outbound outbound, SyncSettings settings) {
    return new HttpUpstream(
        "Larder/" + SyncService.version(), budget, outbound, settings.concurrency());
  }

  @Singleton
  OwnHosts hosts(HttpUpstream http) {
    return http.client()::inside;
  }

  @Singleton
  Upstreams upstreams(HttpUpstream http, ByteBudget budget) {
    return new Upstreams(http, new FolderUpstream(new FileHashes(), budget));
  }

  @Singleton
  Looks looks(Upstreams upstreams, @Value("${larder.outbound.pause:5s}") Duration pause) {
    return new Looks(new UpstreamBreaker(upstreams, new HostBreakers(pause, log::warn)));
  }
}
