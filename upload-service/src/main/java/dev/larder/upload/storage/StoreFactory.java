package dev.larder.upload.storage;

import io.micronaut.context.annotation.Factory;
import io.minio.MinioAsyncClient;
import jakarta.inject.Singleton;
import okhttp3.OkHttpClient;

@Factory
final class StoreFactory {

  @Singleton
  MinioAsyncClient client(StoreConfiguration configuration) {
    var http =
        new OkHttpClient.Builder()
            .connectTimeout(configuration.connectTimeout())
            .readTimeout(configuration.idleTimeout())
            .writeTimeout(configuration.idleTimeout())
            .build();
    return MinioAsyncClient.builder()
        .endpoint(configuration.url())
        .credentials(configuration.accessKey(), configuration.secretKey())
        .region("us-east-1")
        .httpClient(http)
        .build();
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
