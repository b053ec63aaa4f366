package dev.larder.upload.storage;

import static dev.larder.upload.storage.StoreCalls.join;

import io.minio.AbortMultipartUploadArgs;
import io.minio.BucketExistsArgs;
import io.minio.CompleteMultipartUploadArgs;
import io.minio.CreateMultipartUploadArgs;
import io.minio.GetObjectArgs;
import io.minio.MakeBucketArgs;
import io.minio.MinioAsyncClient;
import io.minio.PutObjectAPIArgs;
import io.minio.UploadPartArgs;
import io.minio.messages.Part;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one bucket. Every call blocks; to be called in virtual threads. Nothing is ever deleted here.
 */
public final class ObjectStore {

  private static final Logger log = LoggerFactory.getLogger(ObjectStore.class);

  private final MinioAsyncClient client;
  private final String bucket;

  public ObjectStore(MinioAsyncClient client, String bucket) {
    this.client = client;
    this.bucket = bucket;
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
   * Puts all that the stream gives, through the buffer alone; it is there, whole, when this
   * returns, and nothing of it where the stream fails.
   *
   * @throws StoreAwayException where the store fails
   * @throws IOException where the stream fails
   */
  public void put(String key, InputStream in, PartBuffers.Buffer buffer) throws IOException {
    byte[] bytes = buffer.bytes();
    int length = in.readNBytes(bytes, 0, bytes.length);
    if (length < bytes.length) {
      put(key, bytes, length);
    } else {
      putInParts(key, in, bytes);
    }
  }

  private void putInParts(String key, InputStream in, byte[] bytes) throws IOException {
    String upload =
        join(() ->
                client.createMultipartUpload(
                    CreateMultipartUploadArgs.builder().bucket(bucket).object(key).build()))
            .result()
            .uploadId();
    var parts = new ArrayList<Part>();
    try {
      for (int length = bytes.length; length > 0; length = in.readNBytes(bytes, 0, bytes.length)) {
        parts.add(putPart(key, upload, parts.size() + 1, bytes, length));
      }
    } catch (IOException e) {
      abandon(key, upload);
      throw e;
    }
    complete(key, upload, parts);
  }

  private Part putPart(String key, String upload, int number, byte[] bytes, int length)
      throws StoreAwayException {
    return join(() ->
            client.uploadPart(
                UploadPartArgs.builder()
                    .bucket(bucket)
                    .object(key)
                    .uploadId(upload)
                    .partNumber(number)
                    .data(bytes, length)
                    .build()))
        .part();
  }

  private void complete(String key, String upload, List<Part> parts) throws StoreAwayException {
    join(
        () ->
            client.completeMultipartUpload(
                CompleteMultipartUploadArgs.builder()
                    .bucket(bucket)
                    .object(key)
                    .uploadId(upload)
                    .parts(parts.toArray(Part[]::new))
                    .build()));
  }

  /** Frees the parts of an upload that was never completed, so no object. */
  private void abandon(String key, String upload) {
    try {
      join(
          () ->
              client.abortMultipartUpload(
                  AbortMultipartUploadArgs.builder()
                      .bucket(bucket)
                      .object(key)
                      .uploadId(upload)
                      .build()));
    } catch (StoreAwayException e) {
      log.warn("the parts of {} were not freed: {}", key, e.getCause().toString());
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
