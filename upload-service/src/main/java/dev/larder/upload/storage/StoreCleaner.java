package dev.larder.upload.storage;

import static dev.larder.upload.storage.StoreCalls.join;

import io.minio.AbortMultipartUploadArgs;
import io.minio.ListMultipartUploadsArgs;
import io.minio.ListObjectsV2Args;
import io.minio.MinioAsyncClient;
import io.minio.RemoveObjectArgs;
import io.minio.messages.ListMultipartUploadsResult;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Optional;

/** What lies in the bucket, page by page, and its removal. Every call blocks. */
public final class StoreCleaner {

  /** An object, and when it was written. */
  public record Stored(String key, Instant written) {}

  /** A multipart upload that was never completed, and when it was begun. */
  public record Unfinished(String key, String uploadId, Instant begun) {}

  private final MinioAsyncClient client;
  private final String bucket;

  public StoreCleaner(MinioAsyncClient client, String bucket) {
    this.client = client;
    this.bucket = bucket;
  }

  /** The next objects whose keys begin so, in the order of their keys; none at the end. */
  public List<Stored> after(String key, String prefix, int most) throws StoreAwayException {
    var args = ListObjectsV2Args.builder().bucket(bucket).prefix(prefix).maxKeys(most);
    if (!key.isEmpty()) {
      args.startAfter(key);
    }
    return join(() -> client.listObjectsV2(args.build())).result().contents().stream()
        .map(item -> new Stored(item.objectName(), instant(item.lastModified())))
        .toList();
  }

  /** All uploads in parts under such keys that were begun and neither completed nor aborted. */
  public List<Unfinished> unfinished(String prefix) throws StoreAwayException {
    var all = new java.util.ArrayList<Unfinished>();
    Optional<ListMultipartUploadsResult> last = Optional.empty();
    do {
      var args = ListMultipartUploadsArgs.builder().bucket(bucket).prefix(prefix);
      last.ifPresent(
          page -> args.keyMarker(page.nextKeyMarker()).uploadIdMarker(page.nextUploadIdMarker()));
      ListMultipartUploadsResult page =
          join(() -> client.listMultipartUploads(args.build())).result();
      page.uploads()
          .forEach(
              upload ->
                  all.add(
                      new Unfinished(
                          upload.objectName(), upload.uploadId(), instant(upload.initiated()))));
      last = Optional.of(page);
    } while (last.get().isTruncated() && last.get().nextKeyMarker() != null);
    return all;
  }

  private static Instant instant(ZonedDateTime time) {
    return time == null ? Instant.MAX : time.toInstant();
  }

  /** Gone when this returns, also where it was gone before. */
  public void delete(String key) throws StoreAwayException {
    join(() -> client.removeObject(RemoveObjectArgs.builder().bucket(bucket).object(key).build()));
  }

  /** Frees the parts of an upload that was never completed. */
  public void abort(Unfinished upload) throws StoreAwayException {
    join(
        () ->
            client.abortMultipartUpload(
                AbortMultipartUploadArgs.builder()
                    .bucket(bucket)
                    .object(upload.key())
                    .uploadId(upload.uploadId())
                    .build()));
  }
}
