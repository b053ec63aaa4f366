package dev.larder.index.pypi;

import dev.larder.index.file.CatalogueFile;
import dev.larder.packaging.CoreMetadata;
import jakarta.annotation.Nullable;

/** What is known of a file's core metadata, for ever. */
public sealed interface KnownMetadata {
  /** Short fields take most. */
  int BYTES_A_BYTE = 6;

  /**
   * It can be read.
   *
   * @param length of its file, in bytes
   */
  record Read(CoreMetadata metadata, int length) implements KnownMetadata {}

  /** It is too long or makes no sense. */
  record Unreadable() implements KnownMetadata {}

  /** Which metadata that is. */
  record Key(long file, @Nullable String sha256) {
    static Key of(CatalogueFile file) {
      return new Key(file.id(), file.state().metadataSha256());
    }
  }

  /** What it takes in memory, in bytes, about. */
  default int weight() {
    return switch (this) {
      case Read read -> 256 + BYTES_A_BYTE * read.length();
      case Unreadable unreadable -> 64;
    };
  }
}
