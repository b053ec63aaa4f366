package dev.larder.upload.storage;

import static dev.larder.upload.storage.StoreCalls.join;

import io.minio.AbortMultipartUploadArgs;
import io.minio.CompleteMultipartUploadArgs;
import io.minio.CreateMultipartUploadArgs;
import io.minio.MinioAsyncClient;
import io.minio.UploadPartArgs;
import io.minio.UploadPartResponse;
import io.minio.messages.Part;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts one object part by part: while a part is read, the last ones are hashed and on their way.
 * Each part has its buffer until it has arrived, so what is in memory has a bound.
 */
final class PutInParts {

  private static final Logger log = LoggerFactory.getLogger(PutInParts.class);

  /** Parts on their way at once, beside the one that is read. */
  private static final int ON_THEIR_WAY = 3;

  private static final Executor THREADS =
      work -> Thread.ofVirtual().name("upload-part").start(work);

  private final MinioAsyncClient client;
  private final String bucket;
  private final String key;
  private final ObjectStore.Watch watch;
  private final Deque<CompletableFuture<Part>> coming = new ArrayDeque<>();
  private final List<Part> parts = new ArrayList<>();
  private CompletableFuture<Void> watched = CompletableFuture.completedFuture(null);
  private int begun;

  PutInParts(MinioAsyncClient client, String bucket, String key, ObjectStore.Watch watch) {
    this.client = client;
    this.bucket = bucket;
    this.key = key;
    this.watch = watch;
  }

  /** Puts a full buffer and all that the stream gives after it. The buffer is given back. */
  void put(PartBuffers.Buffer first, InputStream in, PartBuffers buffers) throws IOException {
    String upload;
    try {
      upload = create();
    } catch (IOException | RuntimeException e) {
      first.close();
      throw e;
    }
    try {
      send(upload, first);
      boolean more = true;
      while (more) {
        more = next(upload, in, buffers);
      }
      while (!coming.isEmpty()) {
        await();
      }
    } catch (IOException | RuntimeException e) {
      settle();
      abandon(upload);
      throw e;
    }
    complete(upload);
  }

  /** Reads one more part; whether there may be another one after it. */
  private boolean next(String upload, InputStream in, PartBuffers buffers) throws IOException {
    while (coming.size() >= ON_THEIR_WAY) {
      await();
    }
    PartBuffers.Buffer buffer = buffers.take();
    try {
      buffer.fill(in);
    } catch (IOException | RuntimeException e) {
      buffer.close();
      throw e;
    }
    boolean full = buffer.isFull();
    if (buffer.length() > 0) {
      send(upload, buffer);
    } else {
      buffer.close();
    }
    return full;
  }

  private void send(String upload, PartBuffers.Buffer buffer) {
    int number = ++begun;
    watched = watched.thenRunAsync(() -> watch.pass(buffer.bytes(), 0, buffer.length()), THREADS);
    coming.add(
        CompletableFuture.supplyAsync(() -> start(upload, number, buffer), THREADS)
            .thenCompose(answer -> answer)
            // only when both have ended, however they did, nobody looks at the buffer any more
            .thenCombine(watched, (answer, nothing) -> answer.part())
            .whenComplete((part, failure) -> buffer.close()));
  }

  private CompletableFuture<UploadPartResponse> start(
      String upload, int number, PartBuffers.Buffer buffer) {
    return client.uploadPart(
        UploadPartArgs.builder()
            .bucket(bucket)
            .object(key)
            .uploadId(upload)
            .partNumber(number)
            .data(buffer.bytes(), buffer.length())
            .build());
  }

  private void await() throws StoreAwayException {
    CompletableFuture<Part> oldest = coming.remove();
    parts.add(join(() -> oldest));
  }

  /** Returns when nothing is on its way any more. */
  private void settle() {
    coming.forEach(part -> part.exceptionally(failure -> null).join());
  }

  private String create() throws StoreAwayException {
    return join(() ->
            client.createMultipartUpload(
                CreateMultipartUploadArgs.builder().bucket(bucket).object(key).build()))
        .result()
        .uploadId();
  }

  private void complete(String upload) throws StoreAwayException {
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
  private void abandon(String upload) {
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
}
