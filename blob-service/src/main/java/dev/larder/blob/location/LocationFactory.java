package dev.larder.blob.location;

import dev.larder.messaging.ChangeTail;
import dev.larder.messaging.Redis;
import dev.larder.messaging.SerialGate;
import dev.larder.service.secret.ServiceSecret;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Factory;
import io.micronaut.json.JsonMapper;
import jakarta.inject.Singleton;
import okhttp3.OkHttpClient;

@Factory
final class LocationFactory {
  private static final int CAPACITY = 20_000;

  /** Of the heap. */
  private static final int PART = 10;

  @Singleton
  LocationCache cache() {
    return new LocationCache(CAPACITY, Runtime.getRuntime().maxMemory() / PART);
  }

  @Bean(preDestroy = "close")
  @Singleton
  SerialGate gate(Redis redis) {
    return new SerialGate(redis);
  }

  @Bean(preDestroy = "close")
  @Context
  ChangeTail tail(Redis redis, LocationCache cache) {
    return ChangeTail.start(redis, cache);
  }

  @Singleton
  Locations locations(
      OkHttpClient http,
      IndexConfiguration index,
      ServiceSecret secret,
      JsonMapper json,
      LocationCache cache,
      SerialGate gate,
      ChangeTail tail) {
    return new CachedLocations(new IndexClient(http, index, secret, json), cache, gate, tail);
  }
}
