package dev.larder.sync.store;

import dev.larder.sync.part.PartAwayException;
import io.minio.BucketExistsArgs;
import io.minio.ListObjectsV2Args;
import io.minio.MakeBucketArgs;
import io.minio.MinioAsyncClient;
import io.minio.RemoveObjectArgs;
import io.minio.UploadObjectArgs;
import io.minio.errors.ErrorResponseException;
import io.minio.errors.MinioException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** The one bucket. Every call blocks, and ends in {@link PartAwayException} where S3 is away. */
public final class ObjectStore {
  private static final int PAGE = 1000;

  private final MinioAsyncClient client;
  private final String bucket;

  ObjectStore(MinioAsyncClient client, String bucket) {
    this.client = client;
    this.bucket = bucket;
  }

  private interface Call<T> {
    CompletableFuture<T> start() throws MinioException;
  }

  /** Puts what was spooled; it is there, whole, when this returns. */
  public void put(String key, Spool spool) {
    try {
      send(key, spool);
    } catch (NoBucket e) {
      join(() -> client.makeBucket(MakeBucketArgs.builder().bucket(bucket).build()));
      send(key, spool);
    }
  }

  private void send(String key, Spool spool) {
    join(
        () ->
            client.uploadObject(
                UploadObjectArgs.builder()
                    .bucket(bucket)
                    .object(key)
                    .filename(spool.file().toString())
                    .build()));
  }

  /** Deletes an object, if it is there. */
  public void delete(String key) {
    join(() -> client.removeObject(RemoveObjectArgs.builder().bucket(bucket).object(key).build()));
  }

  /** Deletes all objects whose keys begin so. */
  public void deleteAll(String prefix) {
    List<String> keys;
    do {
      keys = keys(prefix);
      keys.forEach(this::delete);
    } while (keys.size() == PAGE);
  }

  private List<String> keys(String prefix) {
    try {
      return join(
              () ->
                  client.listObjectsV2(
                      ListObjectsV2Args.builder()
                          .bucket(bucket)
                          .prefix(prefix)
                          .maxKeys(PAGE)
                          .build()))
          .result()
          .contents()
          .stream()
          .map(item -> item.objectName())
          .toList();
    } catch (NoBucket e) {
      return List.of();
    }
  }

  /** Whether it answers. */
  public boolean isUp() {
    try {
      join(() -> client.bucketExists(BucketExistsArgs.builder().bucket(bucket).build()));
      return true;
    } catch (PartAwayException e) {
      return false;
    }
  }

  private static <T> T join(Call<T> call) {
    try {
      return call.start().join();
    } catch (CompletionException e) {
      throw failure(e.getCause());
    } catch (MinioException e) {
      throw failure(e);
    }
  }

  private static RuntimeException failure(Throwable cause) {
    return cause instanceof ErrorResponseException refused
            && refused.errorResponse().code().equals("NoSuchBucket")
        ? new NoBucket()
        : new PartAwayException("S3", cause);
  }

  private static final class NoBucket extends RuntimeException {
    private static final long serialVersionUID = 1;

    private NoBucket() {
      super("There is no bucket yet", null, false, false);
    }
  }
}
