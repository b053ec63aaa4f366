package dev.larder.blob.cache;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Files on the local disk, bounded, least recently used dropped first. Files come into being whole:
 * written under a temporary name, renamed, never changed, only unlinked. What a crash left half
 * written goes at the next start. Thread-safe.
 */
public final class DiskCache {
  private static final Logger log = LoggerFactory.getLogger(DiskCache.class);
  private static final String TEMPORARY = "tmp-";

  /** Left free on the disk for everybody else. */
  private static final long RESERVE = 16 << 20;

  /** How exactly the time of the last use is remembered over a restart. */
  private static final Duration TOUCH = Duration.ofHours(1);

  private final Path folder;
  private final Clock clock;
  private final Shelf shelf;
  private boolean full;

  private DiskCache(Path folder, long bound, Clock clock) {
    this.folder = folder;
    this.clock = clock;
    this.shelf = new Shelf(bound);
  }

  /**
   * Takes over a folder: forgets temporary files and what is over the bound.
   *
   * @throws IOException when the folder can't be made or read
   */
  public static DiskCache open(CacheConfiguration configuration, Clock clock) throws IOException {
    Files.createDirectories(configuration.folder());
    DiskCache cache = new DiskCache(configuration.folder(), configuration.size(), clock);
    cache.takeOver();
    return cache;
  }

  private synchronized void takeOver() throws IOException {
    record Found(String name, long size, FileTime used) {}
    List<Found> found = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path path : (Iterable<Path>) files::iterator) {
        String name = path.getFileName().toString();
        if (name.startsWith(TEMPORARY)) {
          Files.deleteIfExists(path);
        } else if (Files.isRegularFile(path)) {
          found.add(new Found(name, Files.size(path), Files.getLastModifiedTime(path)));
        }
      }
    }
    found.sort(Comparator.comparing(Found::used));
    found.forEach(f -> unlink(shelf.add(f.name(), f.size())));
    log.info("The disk cache holds {} files, {} bytes", found.size(), shelf.used());
  }

  /**
   * Opens a file that is there; the caller closes it.
   *
   * @param size what it must have; a file of another size is no longer kept
   */
  public Optional<OpenFile> find(String name, OptionalLong size) {
    synchronized (this) {
      if (!shelf.touch(name)) {
        return Optional.empty();
      }
    }
    Path path = folder.resolve(name);
    try {
      OpenFile file = OpenFile.open(path);
      if (size.isPresent() && size.getAsLong() != file.size()) {
        file.close();
        log.error("{} in the disk cache has not the size that it should have", name);
        drop(name);
        return Optional.empty();
      }
      Instant now = clock.instant();
      if (Files.getLastModifiedTime(path).toInstant().isBefore(now.minus(TOUCH))) {
        Files.setLastModifiedTime(path, FileTime.from(now));
      }
      return Optional.of(file);
    } catch (NoSuchFileException e) {
      synchronized (this) {
        shelf.remove(name);
      }
      return Optional.empty();
    } catch (IOException e) {
      log.warn("Can't read {} in the disk cache: {}", name, e.toString());
      return Optional.empty();
    }
  }

  /** Where a file of that name lies, if it is there; it may be unlinked at any time. */
  public Path path(String name) {
    return folder.resolve(name);
  }

  /**
   * Reserves room for a file, dropping others for it. Empty when there is none: larger than the
   * bound, all of it promised to others, or the disk is full.
   *
   * @param bytes its size, when known; a file of unknown size gets room when it is whole
   */
  public synchronized Optional<Room> reserve(OptionalLong bytes) {
    long wanted = bytes.orElse(0);
    Optional<List<String>> gone = shelf.promise(wanted);
    if (gone.isEmpty()) {
      return Optional.empty();
    }
    unlink(gone.get());
    try {
      long free = Files.getFileStore(folder).getUsableSpace();
      if (free - RESERVE >= wanted) {
        full = false;
        return Optional.of(new Room(folder.resolve(TEMPORARY + UUID.randomUUID()), wanted));
      }
      log.warn("The cache's disk is full: {} bytes free, {} wanted", free, wanted);
    } catch (IOException e) {
      log.warn("The cache's folder is away: {}", e.toString());
    }
    full = true;
    shelf.release(wanted);
    return Optional.empty();
  }

  /** Whether there was room on the disk itself when last asked, and the folder is there. */
  public synchronized boolean healthy() {
    return !full && Files.isWritable(folder);
  }

  /** No longer keeps a file; who has it open can read on. */
  public synchronized void drop(String name) {
    shelf.remove(name);
    unlink(List.of(name));
  }

  /**
   * No longer keeps a file, for sure.
   *
   * @throws IOException when it may lie there still
   */
  public synchronized void delete(String name) throws IOException {
    shelf.remove(name);
    Files.deleteIfExists(folder.resolve(name));
  }

  private void unlink(List<String> names) {
    for (String name : names) {
      try {
        Files.deleteIfExists(folder.resolve(name));
      } catch (IOException e) {
        log.warn("Can't unlink {} in the disk cache: {}", name, e.toString());
      }
    }
  }

  /** Room for one file. To be closed, kept or not. */
  public final class Room implements AutoCloseable {
    private final Path path;
    private final long bytes;
    private boolean closed;

    private Room(Path path, long bytes) {
      this.path = path;
      this.bytes = bytes;
    }

    /** The temporary file to write to; it isn't there yet. */
    public Path path() {
      return path;
    }

    /** Makes what was written the file of that name. */
    public void keep(String name) throws IOException {
      synchronized (DiskCache.this) {
        long size = Files.size(path);
        Files.move(path, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
        close();
        unlink(shelf.add(name, size));
      }
    }

    /** Makes what was written known by one more name; to be called before {@link #keep}. */
    public void link(String name) throws IOException {
      synchronized (DiskCache.this) {
        Files.deleteIfExists(folder.resolve(name));
        Files.createLink(folder.resolve(name), path);
        unlink(shelf.add(name, Files.size(path)));
      }
    }

    /** Gives the room back; a temporary file that wasn't kept goes. */
    @Override
    public void close() {
      synchronized (DiskCache.this) {
        if (!closed) {
          closed = true;
          shelf.release(bytes);
        }
      }
      try {
        Files.deleteIfExists(path);
      } catch (IOException e) {
        log.warn("Can't unlink {}: {}", path.getFileName(), e.toString());
      }
    }
  }
}
