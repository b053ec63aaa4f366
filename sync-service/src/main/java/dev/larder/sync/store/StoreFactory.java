package dev.larder.sync.store;

import dev.larder.store.StoreClient;
import dev.larder.store.StoreConfiguration;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;
import okhttp3.OkHttpClient;

@Factory
final class StoreFactory {

  @Singleton
  ObjectStore store(StoreConfiguration configuration) {
    return new ObjectStore(
        StoreClient.async(configuration, new OkHttpClient()), configuration.bucket());
  }
}
