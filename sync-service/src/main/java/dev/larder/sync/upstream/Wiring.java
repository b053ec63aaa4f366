package dev.larder.sync.upstream;

import dev.larder.memory.ByteBudget;
import dev.larder.sync.SyncService;
import dev.larder.sync.look.Looks;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;
import java.time.Duration;

/** Puts the upstreams together. */
@Factory
final class Wiring {
  private static final Duration PATIENCE = Duration.ofSeconds(5);

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
  HttpUpstream http(ByteBudget budget) {
    return new HttpUpstream("Larder/" + SyncService.version(), budget);
  }

  @Singleton
  Looks looks(HttpUpstream http, ByteBudget budget) {
    return new Looks(new Upstreams(http, new FolderUpstream(new FileHashes(), budget)));
  }
}
