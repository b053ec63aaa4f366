package dev.larder.blob.store;

import io.micronaut.context.annotation.Factory;
import io.minio.MinioClient;
import jakarta.inject.Singleton;
import okhttp3.OkHttpClient;

@Factory
final class StoreFactory {
  @Singleton
  ObjectStore store(StoreConfiguration configuration, OkHttpClient http) {
    MinioClient client =
        MinioClient.builder()
            .endpoint(configuration.url())
            .credentials(configuration.accessKey(), configuration.secretKey())
            .region("us-east-1")
            .httpClient(
                http.newBuilder()
                    .connectTimeout(configuration.connectTimeout())
                    .readTimeout(configuration.idleTimeout())
                    .writeTimeout(configuration.idleTimeout())
                    .build())
            .build();
    return new ObjectStore(client, configuration.bucket());
  }
}
