package dev.larder.blob.upstream;

import dev.larder.blob.location.Links;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;
import okhttp3.OkHttpClient;

@Factory
final class UpstreamFactory {
  /** What all clients share: its connections and threads. */
  @Singleton
  OkHttpClient http() {
    return new OkHttpClient();
  }

  @Singleton
  Upstreams upstreams(OkHttpClient http, UpstreamConfiguration configuration, Links links) {
    return new Upstreams(new UpstreamClient(http, configuration), links);
  }
}
