package dev.larder.blob.metadata;

import dev.larder.blob.cache.DiskCache;
import dev.larder.blob.cache.OpenFile;
import dev.larder.blob.store.ObjectStore;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.OptionalLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Core metadata that was had once: on disk, and in S3 beside the file. */
public final class MetadataShelf {
  /** The longest METADATA that is served; real ones have a few hundred KiB at most. */
  public static final int LONGEST = 8 << 20;

  private static final Logger log = LoggerFactory.getLogger(MetadataShelf.class);

  private final DiskCache disk;
  private final ObjectStore store;

  public MetadataShelf(DiskCache disk, ObjectStore store) {
    this.disk = disk;
    this.store = store;
  }

  /** Reads a stored copy from disk. */
  Optional<byte[]> onDisk(String name) {
    return disk.find(name, OptionalLong.empty()).flatMap(file -> read(name, file));
  }

  private static Optional<byte[]> read(String name, OpenFile file) {
    try (file) {
      FileChannel channel = file.channel();
      ByteBuffer bytes = ByteBuffer.allocate((int) Math.min(LONGEST, channel.size()));
      while (bytes.hasRemaining() && channel.read(bytes, bytes.position()) >= 0) {
        // until it is full
      }
      return Optional.of(bytes.array());
    } catch (IOException e) {
      log.warn("Can't read {}: {}", name, e.toString());
      return Optional.empty();
    }
  }

  /**
   * Reads an object.
   *
   * @throws IOException when the store is away
   */
  Optional<byte[]> inStore(String key) throws IOException {
    Optional<ObjectStore.Stored> stored = store.open(key);
    if (stored.isEmpty()) {
      return Optional.empty();
    }
    try (ObjectStore.Stored object = stored.get()) {
      return Optional.of(object.body().readNBytes(LONGEST));
    }
  }

  void drop(String name) {
    disk.drop(name);
  }

  /** Keeps a copy on disk, if there is room. */
  void keepOnDisk(String name, byte[] metadata) {
    Optional<DiskCache.Room> room = disk.reserve(OptionalLong.of(metadata.length));
    if (room.isEmpty()) {
      return;
    }
    try (DiskCache.Room reserved = room.get()) {
      Files.write(reserved.path(), metadata);
      reserved.keep(name);
    } catch (IOException e) {
      log.warn("Can't keep {}: {}", name, e.toString());
    }
  }

  /** Keeps a copy of a mirrored file's metadata, on disk and in S3 if they take it. */
  void keep(String name, byte[] metadata) {
    keepOnDisk(name, metadata);
    try {
      store.put("cache/" + name, metadata);
    } catch (IOException e) {
      log.warn("{}", e.getMessage());
    }
  }

  /** The sha256 of some bytes, in lower case hex digits. */
  public static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }
}
