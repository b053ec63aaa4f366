package dev.larder.store;

import io.minio.MinioAsyncClient;
import io.minio.MinioClient;
import okhttp3.OkHttpClient;

/** MinIO's clients of the object store that a service is configured with. */
public final class StoreClient {
  private StoreClient() {}

  /** One whose calls give futures. */
  public static MinioAsyncClient async(StoreConfiguration configuration, OkHttpClient http) {
    return MinioAsyncClient.builder()
        .endpoint(configuration.url())
        .credentials(configuration.accessKey(), configuration.secretKey())
        .region(configuration.region())
        .httpClient(bounded(configuration, http))
        .build();
  }

  /** One whose calls block. */
  public static MinioClient blocking(StoreConfiguration configuration, OkHttpClient http) {
    return MinioClient.builder()
        .endpoint(configuration.url())
        .credentials(configuration.accessKey(), configuration.secretKey())
        .region(configuration.region())
        .httpClient(bounded(configuration, http))
        .build();
  }

  /** The same connections and threads, with the store's times. */
  private static OkHttpClient bounded(StoreConfiguration configuration, OkHttpClient http) {
    return http.newBuilder()
        .connectTimeout(configuration.connectTimeout())
        .readTimeout(configuration.idleTimeout())
        .writeTimeout(configuration.idleTimeout())
        .build();
  }
}
