package dev.larder.index.purge;

import dev.larder.service.micronaut.Answer;
import jakarta.inject.Singleton;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Has bytes deleted by blob-service. */
@Singleton
final class PurgeClient {
  private static final Logger log = LoggerFactory.getLogger(PurgeClient.class);

  private final BlobCalls blob;

  PurgeClient(BlobCalls blob) {
    this.blob = blob;
  }

  /**
   * Whether nothing of an upload is left, neither in S3 nor on disk. What a mirror has of the same
   * bytes is the mirror's.
   */
  boolean delete(PurgedObject object) {
    return List.of(object.keptKey(), object.keptKey() + ".metadata").stream()
        .allMatch(this::delete);
  }

  private boolean delete(String key) {
    return switch (Answer.to(() -> blob.delete(key))) {
      case Answer.Given<Void> deleted -> true;
      case Answer.Refused<Void> refused -> {
        log.warn(
            "blob-service answered {} to the deletion of {}; it is asked again",
            refused.status(),
            key);
        yield false;
      }
      case Answer.None<Void>(InterruptedException stopping) -> false;
      case Answer.None<Void>(Exception why) -> {
        log.warn(
            "blob-service can't be reached to delete {}; it is asked again: {}",
            key,
            why.toString());
        yield false;
      }
    };
  }
}
