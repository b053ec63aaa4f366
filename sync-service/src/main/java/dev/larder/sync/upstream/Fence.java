package dev.larder.sync.upstream;

import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What may be read of a folder upstream: what lies in the folder, or beside it within its parent
 * when it is named {@code simple}, symbolic links resolved.
 *
 * @param roots the real paths of what may be read
 */
record Fence(List<Path> roots) {
  /** The fence around an upstream's folder. */
  static Fence around(Path folder) throws IOException {
    Path real = folder.toRealPath();
    Path plain = folder.toAbsolutePath().normalize();
    return plain.endsWith("simple")
        ? new Fence(List.of(real, plain.getParent().toRealPath()))
        : new Fence(List.of(real));
  }

  /** The real path of a readable file; empty when there is none, or outside. */
  Optional<Path> file(Path path) {
    try {
      Path real = path.toRealPath();
      return roots.stream().anyMatch(real::startsWith)
              && Files.isRegularFile(real)
              && Files.isReadable(real)
          ? Optional.of(real)
          : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** As {@link #file(Path)}, of a link. */
  Optional<Path> file(URI link) {
    try {
      return file(Path.of(link));
    } catch (IllegalArgumentException | FileSystemNotFoundException e) {
      return Optional.empty();
    }
  }
}
