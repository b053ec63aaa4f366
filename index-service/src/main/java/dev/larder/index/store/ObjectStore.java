package dev.larder.index.store;

import dev.larder.store.StoreClient;
import dev.larder.store.StoreConfiguration;
import io.minio.GetObjectArgs;
import io.minio.GetObjectResponse;
import io.minio.MinioClient;
import io.minio.errors.ErrorResponseException;
import io.minio.errors.MinioException;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import okhttp3.OkHttpClient;

/** The one bucket, read only. Every call blocks. */
@Singleton
public class ObjectStore {
  private final MinioClient client;
  private final OkHttpClient http;
  private final String bucket;

  ObjectStore(StoreConfiguration configuration) {
    this.bucket = configuration.bucket();
    this.http = new OkHttpClient();
    this.client = StoreClient.blocking(configuration, http);
  }

  /**
   * An object's bytes.
   *
   * @param body to be closed
   * @param length how many it will give
   */
  public record Stored(InputStream body, long length) implements AutoCloseable {
    @Override
    public void close() throws IOException {
      body.close();
    }
  }

  /**
   * Opens an object; empty when it isn't there.
   *
   * @throws IOException when the store is away, or fails
   */
  public Optional<Stored> open(String key) throws IOException {
    try {
      GetObjectResponse response =
          client.getObject(GetObjectArgs.builder().bucket(bucket).object(key).build());
      String length = response.headers().get("Content-Length");
      if (length == null) {
        response.close();
        throw new IOException("The object store doesn't say how long " + key + " is");
      }
      return Optional.of(new Stored(response, Long.parseLong(length)));
    } catch (ErrorResponseException e) {
      if (e.response().code() == 404) {
        return Optional.empty();
      }
      throw failed(key, e);
    } catch (MinioException e) {
      throw failed(key, e);
    } catch (IllegalStateException e) {
      // So the client wraps what the network does.
      if (e.getCause() instanceof IOException) {
        throw failed(key, e);
      }
      throw e;
    }
  }

  private static IOException failed(String key, Exception e) {
    return new IOException("The object store can't give %s: %s".formatted(key, e.getMessage()), e);
  }

  @PreDestroy
  void close() {
    http.dispatcher().executorService().shutdown();
    http.connectionPool().evictAll();
  }
}
