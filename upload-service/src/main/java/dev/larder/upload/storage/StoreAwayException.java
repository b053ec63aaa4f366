package dev.larder.upload.storage;

import io.minio.errors.ErrorResponseException;
import java.io.IOException;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The object store is away or refused. Its message is fit for a client, its cause is for the log.
 */
public final class StoreAwayException extends IOException {
  /** What is said where the store is there, and has no room left. */
  public static final String DISK_FULL =
      "The disk of the file store is full; its administrator has to make room, then try again.";

  private static final long serialVersionUID = 1;

  /** The codes by which stores say so: MinIO's, Ceph's, and the general one (HTTP 507). */
  private static final Set<String> FULL =
      Set.of("XMinioStorageFull", "QuotaExceeded", "InsufficientStorage", "InsufficientCapacity");

  public StoreAwayException(Throwable cause) {
    super(
        isFull(cause) ? DISK_FULL : "The file store can't be reached now; try again in a moment.",
        cause);
  }

  /** By the store's code, or by the system's words where the store passes them on. */
  private static boolean isFull(Throwable failure) {
    return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
        .anyMatch(
            cause ->
                cause instanceof ErrorResponseException refused
                        && FULL.contains(refused.errorResponse().code())
                    || cause.getMessage() != null
                        && cause.getMessage().contains("No space left on device"));
  }
}
