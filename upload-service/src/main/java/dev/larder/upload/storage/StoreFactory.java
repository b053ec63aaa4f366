package dev.larder.upload.storage;

import dev.larder.store.StoreClient;
import dev.larder.store.StoreConfiguration;
import io.micronaut.context.annotation.Factory;
import io.minio.MinioAsyncClient;
import jakarta.inject.Singleton;
import okhttp3.OkHttpClient;

@Factory
final class StoreFactory {

  @Singleton
  MinioAsyncClient client(StoreConfiguration configuration) {
    return StoreClient.async(configuration, new OkHttpClient());
  }

  @Singleton
  ObjectStore store(MinioAsyncClient client, StoreConfiguration configuration) {
    return new ObjectStore(client, configuration.bucket());
  }

  @Singleton
  StoreCleaner cleaner(MinioAsyncClient client, StoreConfiguration configuration) {
    return new StoreCleaner(client, configuration.bucket());
  }
}
