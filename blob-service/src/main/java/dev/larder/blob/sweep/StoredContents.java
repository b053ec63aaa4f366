package dev.larder.blob.sweep;

import dev.larder.blob.owner.Contents;
import dev.larder.blob.owner.Proofs;
import dev.larder.blob.store.Listing;
import dev.larder.blob.store.Listing.Listed;
import dev.larder.blob.store.ObjectStore;
import dev.larder.blob.store.StoreException;
import java.time.Instant;
import java.util.Optional;

/**
 * Mirrored content in the object store with the time of its last use: when it, or a proof of it,
 * was last written. Both lie there in the order of the sha256, so they are read side by side, page
 * by page, however many there are.
 */
final class StoredContents {
  private final Listing contents;
  private final Listing proofs;
  private Optional<Listed> content;
  private Optional<Listed> proof;

  /**
   * A content with what belongs to it.
   *
   * @param key what its objects are called after
   * @param bytes of all of them
   */
  record Content(String key, long bytes, Instant used) {}

  StoredContents(ObjectStore store) throws StoreException {
    contents = store.list(Contents.FOLDER);
    proofs = store.list(Proofs.FOLDER);
    content = contents.next();
    proof = proofs.next();
  }

  /** The next one; empty behind the last. */
  Optional<Content> next() throws StoreException {
    if (content.isEmpty()) {
      return Optional.empty();
    }
    String key = ofContent(content.get());
    long bytes = 0;
    Instant used = Instant.MIN;
    while (content.isPresent() && ofContent(content.get()).equals(key)) {
      bytes += content.get().size();
      used = later(used, content.get());
      content = contents.next();
    }
    while (proof.isPresent() && ofProof(proof.get()).compareTo(key) <= 0) {
      used = ofProof(proof.get()).equals(key) ? later(used, proof.get()) : used;
      proof = proofs.next();
    }
    return Optional.of(new Content(key, bytes, used));
  }

  private static String ofContent(Listed object) {
    String name = object.key().substring(Contents.FOLDER.length());
    return name.split("\\.", 2)[0];
  }

  private static String ofProof(Listed object) {
    String name = object.key().substring(Proofs.FOLDER.length());
    return name.split("/", 2)[0];
  }

  private static Instant later(Instant used, Listed object) {
    return object.written().isAfter(used) ? object.written() : used;
  }
}
