package dev.larder.blob.store;

import io.minio.BucketExistsArgs;
import io.minio.GetObjectArgs;
import io.minio.GetObjectResponse;
import io.minio.MakeBucketArgs;
import io.minio.MinioClient;
import io.minio.PutObjectArgs;
import io.minio.UploadObjectArgs;
import io.minio.errors.ErrorResponseException;
import io.minio.errors.MinioException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** The one bucket. Every call blocks; to be called in virtual threads. */
public final class ObjectStore {
  private static final String CONTENT_TYPE = "application/octet-stream";

  /** Parts of a large object; sent from the file, so they take no memory. */
  private static final long PART = 64 << 20;

  private static final Set<String> ABSENT = Set.of("NoSuchKey", "NoSuchBucket", "NoSuchObject");

  private final MinioClient client;
  private final String bucket;

  public ObjectStore(MinioClient client, String bucket) {
    this.client = client;
    this.bucket = bucket;
  }

  /**
   * An object's bytes, or a part of them.
   *
   * @param body to be closed
   * @param length how many it will give, when told
   */
  public record Stored(InputStream body, OptionalLong length) implements AutoCloseable {
    @Override
    public void close() throws IOException {
      body.close();
    }
  }

  /** Opens an object; empty when it isn't there. */
  public Optional<Stored> open(String key) throws StoreException {
    return get(GetObjectArgs.builder().bucket(bucket).object(key).build());
  }

  /** Opens a part of an object; empty when it isn't there. */
  public Optional<Stored> open(String key, long offset, long length) throws StoreException {
    return get(
        GetObjectArgs.builder().bucket(bucket).object(key).offset(offset).length(length).build());
  }

  private Optional<Stored> get(GetObjectArgs args) throws StoreException {
    try {
      GetObjectResponse response = client.getObject(args);
      String length = response.headers().get("Content-Length");
      return Optional.of(
          new Stored(
              response,
              length == null ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(length))));
    } catch (ErrorResponseException e) {
      if (ABSENT.contains(e.errorResponse().code()) || e.response().code() == 404) {
        return Optional.empty();
      }
      throw failed("give " + args.object(), e);
    } catch (MinioException e) {
      throw failed("give " + args.object(), e);
    }
  }

  /** Puts a file's bytes; they are there when this returns. */
  public void put(String key, Path file) throws StoreException {
    try {
      send(key, file);
    } catch (ErrorResponseException e) {
      if (!"NoSuchBucket".equals(e.errorResponse().code())) {
        throw failed("take " + key, e);
      }
      makeBucket();
      put(key, file);
    } catch (MinioException e) {
      throw failed("take " + key, e);
    }
  }

  private void send(String key, Path file) throws MinioException {
    client.uploadObject(
        UploadObjectArgs.builder()
            .bucket(bucket)
            .object(key)
            .filename(file.toString(), PART)
            .contentType(CONTENT_TYPE)
            .build());
  }

  /** Puts a few bytes; they are there when this returns. */
  public void put(String key, byte[] bytes) throws StoreException {
    try {
      client.putObject(
          PutObjectArgs.builder()
              .bucket(bucket)
              .object(key)
              .data(bytes, bytes.length)
              .contentType(CONTENT_TYPE)
              .build());
    } catch (ErrorResponseException e) {
      if (!"NoSuchBucket".equals(e.errorResponse().code())) {
        throw failed("take " + key, e);
      }
      makeBucket();
      put(key, bytes);
    } catch (MinioException e) {
      throw failed("take " + key, e);
    }
  }

  /** Whether it answers. */
  public boolean reachable() {
    try {
      client.bucketExists(BucketExistsArgs.builder().bucket(bucket).build());
      return true;
    } catch (MinioException e) {
      return false;
    }
  }

  private void makeBucket() throws StoreException {
    try {
      client.makeBucket(MakeBucketArgs.builder().bucket(bucket).build());
    } catch (ErrorResponseException e) {
      if (!e.errorResponse().code().startsWith("BucketAlready")) {
        throw failed("make the bucket " + bucket, e);
      }
    } catch (MinioException e) {
      throw failed("make the bucket " + bucket, e);
    }
  }

  private static StoreException failed(String what, Exception e) {
    return new StoreException("The object store can't " + what + ": " + e.getMessage(), e);
  }
}
