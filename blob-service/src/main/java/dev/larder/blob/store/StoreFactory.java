package dev.larder.blob.store;

import io.micronaut.context.annotation.Factory;
import io.minio.MinioClient;
import jakarta.inject.Singleton;
import java.util.concurrent.Executors;
import okhttp3.Dispatcher;
import okhttp3.OkHttpClient;

@Factory
final class StoreFactory {
  private static final int REQUESTS = 128;

  /** The client sends every request by a dispatcher, whose bound for a host is 5 by default. */
  private static Dispatcher dispatcher() {
    Dispatcher dispatcher = new Dispatcher(Executors.newVirtualThreadPerTaskExecutor());
    dispatcher.setMaxRequests(REQUESTS);
    dispatcher.setMaxRequestsPerHost(REQUESTS);
    return dispatcher;
  }

  @Singleton
  ObjectStore store(StoreConfiguration configuration, OkHttpClient http) {
    MinioClient client =
        MinioClient.builder()
            .endpoint(configuration.url())
            .credentials(configuration.accessKey(), configuration.secretKey())
            .region("us-east-1")
            .httpClient(
                http.newBuilder()
                    .dispatcher(dispatcher())
                    .connectTimeout(configuration.connectTimeout())
                    .readTimeout(configuration.idleTimeout())
                    .writeTimeout(configuration.idleTimeout())
                    .build())
            .build();
    return new ObjectStore(client, configuration.bucket());
  }
}
