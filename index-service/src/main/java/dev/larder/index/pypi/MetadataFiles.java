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
  static final long LARGEST_WEIGHT = (long) LARGEST * Learnt.BYTES_A_BYTE;

  private final Cache<Learnt.Key, Learnt> kept =
      Caffeine.newBuilder()
          .maximumWeight(Runtime.getRuntime().maxMemory() / 20)
          .<Learnt.Key, Learnt>weigher((key, learnt) -> learnt.weight())
          .build();

  /** The core metadata of a file, if it is kept. */
  Optional<Learnt> of(CatalogueFile file) {
    return Optional.ofNullable(kept.getIfPresent(Learnt.Key.of(file)));
  }

  /** Keeps what was learnt of a file, unless it is large. */
  void keep(CatalogueFile file, Learnt learnt) {
    switch (learnt) {
      case Learnt.Read read -> {
        if (read.length() <= LARGEST) {
          kept.put(Learnt.Key.of(file), read);
        }
      }
      case Learnt.Useless useless -> kept.put(Learnt.Key.of(file), useless);
    }
  }
}
