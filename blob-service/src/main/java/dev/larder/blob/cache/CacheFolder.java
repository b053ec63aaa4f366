package dev.larder.blob.cache;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The folder that a disk cache lies in, and what files are called there. */
final class CacheFolder {
  private static final Logger log = LoggerFactory.getLogger(CacheFolder.class);
  private static final String TEMPORARY = "tmp-";

  private final Path folder;

  CacheFolder(Path folder) {
    this.folder = folder;
  }

  /** A file that lies there. */
  record Found(CacheName name, BasicFileAttributes attributes) {}

  Path path() {
    return folder;
  }

  Path at(CacheName name) {
    return folder.resolve(name.toString());
  }

  /** A file to be written; it isn't there yet. */
  Path temporary() {
    return folder.resolve(TEMPORARY + UUID.randomUUID());
  }

  /**
   * What lies there, least recently used first. What a crash left half written goes, unless it can
   * be gone on with: that is called after its file from then on.
   */
  List<Found> takeOver() throws IOException {
    Files.createDirectories(folder);
    for (Path path : list()) {
      if (PartialFile.isNote(path)) {
        Path came = PartialFile.of(path);
        PartialFile.read(path, came).ifPresent(partial -> rename(path, came, partial));
      }
    }
    List<Found> found = new ArrayList<>();
    for (Path path : list()) {
      String text = path.getFileName().toString();
      Optional<CacheName> name = CacheName.parse(text);
      if (name.isPresent()) {
        found.add(new Found(name.get(), Files.readAttributes(path, BasicFileAttributes.class)));
      } else if (text.startsWith(TEMPORARY) || CacheName.isFormer(text)) {
        Files.deleteIfExists(path);
      }
    }
    found.sort(Comparator.comparing(f -> f.attributes().lastModifiedTime()));
    return found;
  }

  private List<Path> list() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.toList();
    }
  }

  private void rename(Path note, Path came, PartialFile partial) {
    if (moves(came, at(partial.file()))) {
      moves(note, at(partial.note()));
    }
  }

  /** What came of a file in part, if anything is known of it. */
  Optional<PartialFile> partial(CacheName name) {
    return PartialFile.read(at(PartialFile.noteOf(name)), at(PartialFile.fileOf(name)));
  }

  /** Calls a file of the cache otherwise; answers whether that could be. */
  boolean moves(CacheName name, Path to) {
    return moves(at(name), to);
  }

  private static boolean moves(Path from, Path to) {
    try {
      Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      return true;
    } catch (IOException e) {
      log.warn("{} can't be gone on with: {}", from.getFileName(), e.toString());
      return false;
    }
  }

  void unlink(List<CacheName> names) {
    for (CacheName name : names) {
      try {
        Files.deleteIfExists(at(name));
      } catch (IOException e) {
        log.warn("Can't unlink {} in the disk cache: {}", name, e.toString());
      }
    }
  }

  /** Deletes all that is called after a content, whether anybody knows of it or not. */
  void deleteAll(String content) throws IOException {
    try (DirectoryStream<Path> left = Files.newDirectoryStream(folder, content + ".*")) {
      for (Path path : left) {
        Files.deleteIfExists(path);
      }
    }
  }
}
