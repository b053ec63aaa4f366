package dev.larder.blob.store;

import io.minio.BucketExistsArgs;
import io.minio.GetObjectArgs;
import io.minio.GetObjectResponse;
import io.minio.ListObjectsArgs;
import io.minio.MakeBucketArgs;
import io.minio.MinioClient;
import io.minio.PutObjectArgs;
import io.minio.RemoveObjectArgs;
import io.minio.StatObjectArgs;
import io.minio.UploadObjectArgs;
import io.minio.errors.ErrorResponseException;
import io.minio.errors.MinioException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** The one bucket. Every call blocks; to be called in virtual threads. */
public final class ObjectStore {
  private static final String CONTENT_TYPE = "application/octet-stream";

  /**
   * What S3 takes at once. The client sends that from the file, but holds smaller parts in memory.
   */
  private static final long WHOLE = 5L << 30;

  /** Parts of what is larger. */
  private static final long PART = 8 << 20;

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

  /** An object's size in bytes; empty when it isn't there. */
  public OptionalLong size(String key) throws StoreException {
    StatObjectArgs args = StatObjectArgs.builder().bucket(bucket).object(key).build();
    return call("tell of " + key, () -> client.statObject(args).size())
        .map(OptionalLong::of)
        .orElse(OptionalLong.empty());
  }

  /** The keys that begin so, all of them. */
  public List<String> keys(String prefix) throws StoreException {
    Listing listing = list(prefix);
    List<String> keys = new ArrayList<>();
    for (Optional<Listing.Listed> each = listing.next(); each.isPresent(); each = listing.next()) {
      keys.add(each.get().key());
    }
    return keys;
  }

  /** The objects whose keys begin so, in the order of their keys. */
  public Listing list(String prefix) {
    ListObjectsArgs args =
        ListObjectsArgs.builder().bucket(bucket).prefix(prefix).recursive(true).build();
    return new Listing(prefix, client.listObjects(args).iterator());
  }

  private Optional<Stored> get(GetObjectArgs args) throws StoreException {
    Optional<GetObjectResponse> response =
        call("give " + args.object(), () -> client.getObject(args));
    return response.map(r -> new Stored(r, length(r.headers().get("Content-Length"))));
  }

  private static OptionalLong length(String header) {
    return header == null ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(header));
  }

  /** Puts a file's bytes; they are there when this returns. */
  public void put(String key, Path file) throws StoreException {
    put(
        key,
        () ->
            client.uploadObject(
                UploadObjectArgs.builder()
                    .bucket(bucket)
                    .object(key)
                    .filename(file.toString(), file.toFile().length() > WHOLE ? PART : WHOLE)
                    .contentType(CONTENT_TYPE)
                    .build()));
  }

  /** Puts a few bytes; they are there when this returns. */
  public void put(String key, byte[] bytes) throws StoreException {
    put(
        key,
        () ->
            client.putObject(
                PutObjectArgs.builder()
                    .bucket(bucket)
                    .object(key)
                    .data(bytes, bytes.length)
                    .contentType(CONTENT_TYPE)
                    .build()));
  }

  /**
   * Deletes an object; that it isn't there when this returns is certain.
   *
   * @throws StoreException when it may be there still
   */
  public void delete(String key) throws StoreException {
    RemoveObjectArgs args = RemoveObjectArgs.builder().bucket(bucket).object(key).build();
    call(
        "delete " + key,
        () -> {
          client.removeObject(args);
          return key;
        });
  }

  /** Makes the bucket when it turns out to be missing. */
  private void put(String key, Call<?> sending) throws StoreException {
    if (call("take " + key, sending).isEmpty()) {
      makeBucket();
      if (call("take " + key, sending).isEmpty()) {
        throw new StoreException("The object store has no bucket " + bucket, null);
      }
    }
  }

  private void makeBucket() throws StoreException {
    MakeBucketArgs args = MakeBucketArgs.builder().bucket(bucket).build();
    call(
        "make the bucket " + bucket,
        () -> {
          try {
            client.makeBucket(args);
          } catch (ErrorResponseException e) {
            if (!e.errorResponse().code().startsWith("BucketAlready")) {
              throw e;
            }
          }
          return bucket;
        });
  }

  /** Whether it answers. */
  public boolean reachable() {
    try {
      call("answer", () -> client.bucketExists(BucketExistsArgs.builder().bucket(bucket).build()));
      return true;
    } catch (StoreException e) {
      return false;
    }
  }

  interface Call<T> {
    T make() throws MinioException;
  }

  /** Empty when the object or the bucket isn't there. */
  static <T> Optional<T> call(String what, Call<T> call) throws StoreException {
    try {
      return Optional.of(call.make());
    } catch (ErrorResponseException e) {
      if (ABSENT.contains(e.errorResponse().code()) || e.response().code() == 404) {
        return Optional.empty();
      }
      throw failed(what, e);
    } catch (MinioException e) {
      throw failed(what, e);
    } catch (IllegalStateException e) {
      // So the client wraps what the network does.
      if (e.getCause() instanceof IOException) {
        throw failed(what, e);
      }
      throw e;
    }
  }

  private static StoreException failed(String what, Exception e) {
    return new StoreException("The object store can't " + what + ": " + e.getMessage(), e);
  }
}
