package dev.larder.upload.storage;

import io.micronaut.context.annotation.Factory;
import io.minio.MinioAsyncClient;
import jakarta.inject.Singleton;
import okhttp3.OkHttpClient;

@Factory
final class StoreFactory {

  @Singleton
  ObjectStore store(StoreConfiguration configuration) {
    var http =
        new OkHttpClient.Builder()
            .connectTimeout(configuration.connectTimeout())
            .readTimeout(configuration.idleTimeout())
            .writeTimeout(configuration.idleTimeout())
            .build();
    MinioAsyncClient client =
        MinioAsyncClient.builder()
            .endpoint(configuration.url())
            .credentials(configuration.accessKey(), configuration.secretKey())
            .region("us-east-1")
            .httpClient(http)
            .build();
    return new ObjectStore(client, configuration.bucket());
  }
}
