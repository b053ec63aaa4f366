package dev.larder.index.pypi;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.larder.index.file.CatalogueFile;
import jakarta.inject.Singleton;
import java.util.Optional;

/** Files' core metadata that is kept in memory: some of what is small. */
@Singleton
final class MetadataFiles {
  /** Larger metadata is asked for each time, in bytes. */
  private static final int LARGEST = 64 << 10;

  /** What the largest that is kept takes while it is used, in bytes. */
  static final long LARGEST_WEIGHT = (long) LARGEST * KnownMetadata.BYTES_A_BYTE;

  private final Cache<KnownMetadata.Key, KnownMetadata> kept =
      Caffeine.newBuilder()
          .maximumWeight(Runtime.getRuntime().maxMemory() / 20)
          .<KnownMetadata.Key, KnownMetadata>weigher((key, known) -> known.weight())
          .build();

  /** The core metadata of a file, if it is kept. */
  Optional<KnownMetadata> of(CatalogueFile file) {
    return Optional.ofNullable(kept.getIfPresent(KnownMetadata.Key.of(file)));
  }

  /** Keeps what is known of a file, unless it is large. */
  void keep(CatalogueFile file, KnownMetadata known) {
    switch (known) {
      case KnownMetadata.Read read -> {
        if (read.length() <= LARGEST) {
          kept.put(KnownMetadata.Key.of(file), read);
        }
      }
      case KnownMetadata.Unreadable unreadable -> kept.put(KnownMetadata.Key.of(file), unreadable);
    }
  }
}
