package dev.larder.sync.upstream;

import dev.larder.sync.SyncService;
import dev.larder.sync.look.Looks;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;

/** Puts the upstreams together. */
@Factory
final class Wiring {
  @Singleton
  @Bean(preDestroy = "close")
  HttpUpstream http() {
    return new HttpUpstream("Larder/" + SyncService.version());
  }

  @Singleton
  Looks looks(HttpUpstream http) {
    return new Looks(new Upstreams(http, new FolderUpstream(new FileHashes())));
  }
}
