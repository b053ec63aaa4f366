package dev.larder.sync.store;

import io.micronaut.context.annotation.Factory;
import io.minio.MinioAsyncClient;
import jakarta.inject.Singleton;
import okhttp3.OkHttpClient;

@Factory
final class StoreFactory {

  @Singleton
  ObjectStore store(StoreConfiguration configuration) {
    OkHttpClient http =
        new OkHttpClient.Builder()
            .connectTimeout(configuration.connectTimeout())
            .readTimeout(configuration.idleTimeout())
            .writeTimeout(configuration.idleTimeout())
            .build();
    return new ObjectStore(
        MinioAsyncClient.builder()
            .endpoint(configuration.url())
            .credentials(configuration.accessKey(), configuration.secretKey())
            .region("us-east-1")
            .httpClient(http)
            .build(),
        configuration.bucket());
  }
}
