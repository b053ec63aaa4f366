package dev.larder.index.pypi;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.larder.index.file.CatalogueFile;
import jakarta.inject.Singleton;

/** Files' core metadata, some of it kept in memory. */
@Singleton
final class MetadataFiles {
  private final BlobService blobs;

  private final Cache<Learnt.Key, Learnt> kept =
      Caffeine.newBuilder()
          .maximumWeight(Runtime.getRuntime().maxMemory() / 16)
          .<Learnt.Key, Learnt>weigher((key, learnt) -> learnt.weight())
          .build();

  MetadataFiles(BlobService blobs) {
    this.blobs = blobs;
  }

  /**
   * The core metadata of a file.
   *
   * @param repository the path of one that shows the file, before {@code /packages}
   * @throws MetadataAway when it can't be had now
   */
  Learnt of(String repository, CatalogueFile file) throws MetadataAway {
    Learnt.Key key = Learnt.Key.of(file);
    Learnt known = kept.getIfPresent(key);
    if (known == null) {
      known = blobs.metadata(repository, file);
      kept.put(key, known);
    }
    return known;
  }
}
