package dev.larder.sync.upstream;

import dev.larder.outbound.Outbound;
import dev.larder.sync.SyncService;
import dev.larder.sync.look.Looks;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Value;
import jakarta.inject.Singleton;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts the upstreams together. */
@Factory
final class Wiring {
  private static final Logger log = LoggerFactory.getLogger(Wiring.class);

  /** What the environment says of connections to the outside. */
  @Singleton
  Outbound outbound(@Value("${larder.outbound.allow:}") String allow) {
    return Outbound.of(
        allow,
        System.getenv(),
        (variable, why) -> log.warn("{} {}; it is passed over", variable, why));
  }

  @Singleton
  @Bean(preDestroy = "close")
  HttpUpstream http(Outbound outbound) {
    return new HttpUpstream("Larder/" + SyncService.version(), outbound);
  }

  @Singleton
  Looks looks(HttpUpstream http) {
    return new Looks(new Upstreams(http, new FolderUpstream(new FileHashes())));
  }
}
