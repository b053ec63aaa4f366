package dev.larder.blob.cache;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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

  /** What a name takes in memory, in bytes, and which part of the heap all may take. */
  private static final long NAME = 400;

  private static final long PART = 6;
  private static final long MOST = 10_000_000;

  /** How exactly the time of the last use is remembered over a restart. */
  private static final Duration TOUCH = Duration.ofHours(1);

  private final Path folder;
  private final Clock clock;
  private final CacheEntries entries;
  private boolean full;

  private DiskCache(Path folder, long bound, int most, Clock clock) {
    this.folder = folder;
    this.clock = clock;
    this.entries = new CacheEntries(bound, most);
  }

  /**
   * Takes over a folder: forgets temporary files, what is over the bound, and what nobody can tell
   * the owner of.
   *
   * @throws IOException when the folder can't be made or read
   */
  public static DiskCache open(CacheConfiguration configuration, Clock clock) throws IOException {
    Files.createDirectories(configuration.folder());
    int most = (int) Math.min(MOST, Runtime.getRuntime().maxMemory() / PART / NAME);
    DiskCache cache = new DiskCache(configuration.folder(), configuration.size(), most, clock);
    cache.takeOver();
    return cache;
  }

  private synchronized void takeOver() throws IOException {
    record Found(CacheName name, BasicFileAttributes attributes) {}
    List<Found> found = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path path : (Iterable<Path>) files::iterator) {
        String text = path.getFileName().toString();
        Optional<CacheName> name = CacheName.parse(text);
        if (name.isPresent()) {
          found.add(new Found(name.get(), Files.readAttributes(path, BasicFileAttributes.class)));
        } else if (text.startsWith(TEMPORARY) || CacheName.isFormer(text)) {
          Files.deleteIfExists(path);
        }
      }
    }
    found.sort(Comparator.comparing(f -> f.attributes().lastModifiedTime()));
    Map<Object, CacheName> byFile = new HashMap<>();
    for (Found each : found) {
      Object file = each.attributes().fileKey();
      CacheName first = file == null ? null : byFile.putIfAbsent(file, each.name());
      unlink(
          first == null
              ? entries.add(each.name(), each.attributes().size())
              : entries.add(each.name(), first));
    }
    log.info("The disk cache holds {} files, {} bytes", found.size(), entries.used());
  }

  /**
   * Opens a file that is there; the caller closes it.
   *
   * @param size what it must have; a file of another size is no longer kept
   */
  public Optional<OpenFile> find(CacheName name, OptionalLong size) {
    synchronized (this) {
      if (!entries.touch(name)) {
        return Optional.empty();
      }
    }
    Path path = path(name);
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
        entries.remove(name);
      }
      return Optional.empty();
    } catch (IOException e) {
      log.warn("Can't read {} in the disk cache: {}", name, e.toString());
      return Optional.empty();
    }
  }

  /** Where a file of that name lies, if it is there; it may be unlinked at any time. */
  public Path path(CacheName name) {
    return at(name);
  }

  private Path at(CacheName name) {
    return folder.resolve(name.toString());
  }

  /**
   * Reserves room for a file of a source, dropping others for it. Empty when there is none: larger
   * than the bound, all of it reserved by others, more than half of it where others have theirs, or
   * the disk is full.
   *
   * @param bytes its size, when known; else room is asked for as it comes ({@link Room#grow})
   */
  public synchronized Optional<Room> reserve(long source, OptionalLong bytes) {
    Room room = new Room(folder.resolve(TEMPORARY + UUID.randomUUID()), source);
    return room.grow(bytes.orElse(0)) ? Optional.of(room) : Optional.empty();
  }

  private boolean makeRoom(long source, long bytes) {
    Optional<List<CacheName>> gone = entries.reserve(source, bytes);
    if (gone.isEmpty()) {
      return false;
    }
    unlink(gone.get());
    try {
      long free = Files.getFileStore(folder).getUsableSpace();
      if (free - RESERVE >= bytes) {
        full = false;
        return true;
      }
      log.warn("The cache's disk is full: {} bytes free, {} wanted", free, bytes);
    } catch (IOException e) {
      log.warn("The cache's folder is away: {}", e.toString());
    }
    full = true;
    entries.release(source, bytes);
    return false;
  }

  /** Whether there was room on the disk itself when last asked, and the folder is there. */
  public synchronized boolean healthy() {
    return !full && Files.isWritable(folder);
  }

  /** No longer keeps a file; who has it open can read on. */
  private synchronized void drop(CacheName name) {
    entries.remove(name);
    unlink(List.of(name));
  }

  /**
   * No longer keeps a content, whoever has it, nor what belongs to it, for sure.
   *
   * @throws IOException when something may lie there still
   */
  public synchronized void delete(String content) throws IOException {
    for (CacheName name : entries.all(content)) {
      entries.remove(name);
      Files.deleteIfExists(path(name));
    }
    try (DirectoryStream<Path> left = Files.newDirectoryStream(folder, content + ".*")) {
      for (Path path : left) {
        Files.deleteIfExists(path);
      }
    }
  }

  private void unlink(List<CacheName> names) {
    for (CacheName name : names) {
      try {
        Files.deleteIfExists(path(name));
      } catch (IOException e) {
        log.warn("Can't unlink {} in the disk cache: {}", name, e.toString());
      }
    }
  }

  /** Room for one file. To be closed, kept or not. */
  public final class Room implements AutoCloseable {
    /** In which steps room is asked for what is of unknown size. */
    private static final long STEP = 4 << 20;

    private final Path path;
    private final long source;
    private long bytes;
    private boolean closed;

    private Room(Path path, long source) {
      this.path = path;
      this.source = source;
    }

    /** The temporary file to write to; it isn't there yet. */
    public Path path() {
      return path;
    }

    /** Makes it room for so many bytes in all; answers whether there is. */
    public boolean grow(long total) {
      synchronized (DiskCache.this) {
        if (total <= bytes && bytes > 0) {
          return true;
        }
        long more = bytes == 0 ? total : Math.max(total - bytes, STEP);
        boolean made = makeRoom(source, more);
        bytes += made ? more : 0;
        return made;
      }
    }

    /**
     * Makes what was written the file of these names. If the same content lies there already, as
     * another owner's, they become names of that, and what was written goes.
     *
     * @param names of the same owner
     */
    public void keep(List<CacheName> names) throws IOException {
      synchronized (DiskCache.this) {
        long size = Files.size(path);
        release();
        Optional<CacheName> first =
            names.stream()
                .filter(CacheName::isShared)
                .flatMap(name -> entries.sameAs(name, size).stream())
                .filter(other -> Files.exists(at(other)))
                .findFirst();
        if (first.isEmpty()) {
          Files.move(path, at(names.getFirst()), StandardCopyOption.ATOMIC_MOVE);
          unlink(entries.add(names.getFirst(), size));
        }
        CacheName same = first.orElse(names.getFirst());
        for (CacheName name : names) {
          if (!name.equals(same)) {
            Files.deleteIfExists(at(name));
            Files.createLink(at(name), at(same));
            unlink(entries.add(name, same));
          }
        }
      }
      close();
    }

    /** Gives the room back; a temporary file that wasn't kept goes. */
    @Override
    public void close() {
      synchronized (DiskCache.this) {
        release();
      }
      try {
        Files.deleteIfExists(path);
      } catch (IOException e) {
        log.warn("Can't unlink {}: {}", path.getFileName(), e.toString());
      }
    }

    private void release() {
      if (!closed) {
        closed = true;
        entries.release(source, bytes);
      }
    }
  }
}
