package dev.larder.gateway.keys;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The last known key set on disk, always whole: it is written beside and moved into place. */
final class KeyFile {
  private static final Logger LOG = LoggerFactory.getLogger(KeyFile.class);

  private final Path file;

  KeyFile(Path folder) {
    this.file = folder.resolve("keys.json");
  }

  Optional<String> read() {
    try {
      return Optional.of(Files.readString(file));
    } catch (NoSuchFileException none) {
      return Optional.empty();
    } catch (IOException e) {
      LOG.warn("can't read {}: {}", file, e.toString());
      return Optional.empty();
    }
  }

  /** Keeps {@code keys}; a disk that refuses is no reason to refuse a request. */
  void write(String keys) {
    try {
      Files.createDirectories(file.getParent());
      Path beside = Files.createTempFile(file.getParent(), "keys", ".json");
      Files.writeString(beside, keys);
      Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      LOG.warn("can't keep the token keys in {}: {}", file, e.toString());
    }
  }
}
