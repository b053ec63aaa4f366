package dev.larder.upload.storage;

import static dev.larder.upload.storage.StoreCalls.join;

import io.minio.BucketExistsArgs;
import io.minio.GetObjectArgs;
import io.minio.MakeBucketArgs;
import io.minio.MinioAsyncClient;
import io.minio.PutObjectAPIArgs;
import java.io.IOException;
import java.io.InputStream;

/**
 * The one bucket. Every call blocks; to be called in virtual threads. Nothing is ever deleted here.
 */
public final class ObjectStore {

  private final MinioAsyncClient client;
  private final String bucket;

  public ObjectStore(MinioAsyncClient client, String bucket) {
    this.client = client;
    this.bucket = bucket;
  }

  /** Sees bytes on their way. */
  @FunctionalInterface
  public interface Watch {
    void pass(byte[] bytes, int offset, int length);
  }

  /** Makes the bucket where it is missing. */
  public void ensureBucket() throws StoreAwayException {
    if (!bucketExists()) {
      try {
        join(() -> client.makeBucket(MakeBucketArgs.builder().bucket(bucket).build()));
      } catch (StoreAwayException e) {
        // another replica may have been quicker
        if (!bucketExists()) {
          throw e;
        }
      }
    }
  }

  /** Whether it answers and has the bucket. */
  public boolean isReady() {
    try {
      return bucketExists();
    } catch (StoreAwayException e) {
      return false;
    }
  }

  private boolean bucketExists() throws StoreAwayException {
    return join(() -> client.bucketExists(BucketExistsArgs.builder().bucket(bucket).build()));
  }

  /** Puts a few bytes; they are there when this returns. */
  public void put(String key, byte[] bytes, int length) throws StoreAwayException {
    join(
        () ->
            client.putObject(
                PutObjectAPIArgs.builder().bucket(bucket).object(key).data(bytes, length).build()));
  }

  /**
   * Puts all that the stream gives, through such buffers alone; it is there, whole, when this
   * returns, and nothing of it where the stream fails.
   *
   * @param watch sees all bytes, in their order, from one thread at a time
   * @throws StoreAwayException where the store fails
   * @throws PartBuffers.BusyException where no buffer became free
   * @throws IOException where the stream fails
   */
  public void put(String key, InputStream in, PartBuffers buffers, Watch watch) throws IOException {
    PartBuffers.Buffer first = buffers.take();
    boolean full;
    try {
      full = first.fill(in).isFull();
    } catch (IOException | RuntimeException e) {
      first.close();
      throw e;
    }
    if (full) {
      new PutInParts(client, bucket, key, watch).put(first, in, buffers);
      return;
    }
    try (first) {
      watch.pass(first.bytes(), 0, first.length());
      put(key, first.bytes(), first.length());
    }
  }

  /** All of an object's bytes, as a stream to be closed. */
  public InputStream open(String key) throws StoreAwayException {
    return join(() -> client.getObject(GetObjectArgs.builder().bucket(bucket).object(key).build()));
  }

  /** Fills the buffer's beginning with {@code length} bytes of the object. */
  public void read(String key, long offset, int length, byte[] into) throws StoreAwayException {
    try (InputStream in =
        join(
            () ->
                client.getObject(
                    GetObjectArgs.builder()
                        .bucket(bucket)
                        .object(key)
                        .offset(offset)
                        .length((long) length)
                        .build()))) {
      if (in.readNBytes(into, 0, length) < length) {
        throw new IOException("the store gave less of " + key + " than it was asked for");
      }
    } catch (StoreAwayException e) {
      throw e;
    } catch (IOException e) {
      throw StoreCalls.away(e);
    }
  }
}
