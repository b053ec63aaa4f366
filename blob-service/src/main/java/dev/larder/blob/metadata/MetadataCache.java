package dev.larder.blob.metadata;

import dev.larder.blob.cache.CacheName;
import dev.larder.blob.cache.DiskCache;
import dev.larder.blob.cache.OpenFile;
import dev.larder.blob.document.Document;
import dev.larder.blob.document.Documents;
import dev.larder.blob.store.ObjectStore;
import dev.larder.packaging.FieldLimit;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Core metadata that was had once: on disk, and in S3 beside the file. */
final class MetadataCache {
  /** The longest METADATA that is served; real ones have a few hundred KiB at most. */
  static final int LONGEST = FieldLimit.METADATA.bytes();

  private static final Logger log = LoggerFactory.getLogger(MetadataCache.class);

  private final DiskCache disk;
  private final ObjectStore store;
  private final Documents documents;

  MetadataCache(DiskCache disk, ObjectStore store, Documents documents) {
    this.disk = disk;
    this.store = store;
    this.documents = documents;
  }

  /** Reads a stored copy from disk. */
  Optional<Document> onDisk(CacheName name) {
    return disk.find(name, OptionalLong.empty()).flatMap(file -> read(name, file));
  }

  private Optional<Document> read(CacheName name, OpenFile file) {
    try (file) {
      return documents.read(
          Channels.newInputStream(file.channel()),
          OptionalLong.of(file.size()),
          LONGEST,
          name.owner().source());
    } catch (IOException e) {
      log.warn("Can't read {}: {}", name, e.toString());
      return Optional.empty();
    }
  }

  /**
   * Reads an object of a source's.
   *
   * @throws IOException when the store is away
   */
  Optional<Document> inStore(String key, long source) throws IOException {
    Optional<ObjectStore.Stored> stored = store.open(key);
    if (stored.isEmpty()) {
      return Optional.empty();
    }
    try (ObjectStore.Stored object = stored.get()) {
      return documents.read(object.body(), object.length(), LONGEST, source);
    }
  }

  /** Keeps a copy on disk, if there is room. */
  void keepOnDisk(CacheName name, byte[] metadata) {
    Optional<DiskCache.Room> room =
        disk.reserve(name.owner().source(), OptionalLong.of(metadata.length));
    if (room.isEmpty()) {
      return;
    }
    try (DiskCache.Room reserved = room.get()) {
      Files.write(reserved.path(), metadata);
      reserved.keep(List.of(name));
    } catch (IOException e) {
      log.warn("Can't keep {}: {}", name, e.toString());
    }
  }

  /** Keeps a copy in S3, if that takes it. */
  void keepInStore(String key, byte[] metadata) {
    try {
      store.put(key, metadata);
    } catch (IOException e) {
      log.warn("{}", e.getMessage());
    }
  }
}
