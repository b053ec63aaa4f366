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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Files on the local disk, bounded, least recently used dropped first. Files come into being whole:
 * written under a temporary name, renamed, never changed, only unlinked. What a crash left half
 * written goes at the next start, or is gone on with. Thread-safe.
 */
public final class DiskCache {
  private static final Logger log = LoggerFactory.getLogger(DiskCache.class);

  /** Left free on the disk for everybody else. */
  private static final long RESERVE = 16 << 20;

  /** What a name takes in memory, in bytes, and which part of the heap all may take. */
  private static final long NAME = 400;

  private static final long PART = 6;
  private static final long MOST = 10_000_000;

  /** How exactly the time of the last use is remembered over a restart. */
  private static final Duration TOUCH = Duration.ofHours(1);

  private final CacheFolder folder;
  private final Clock clock;
  private final Consumer<CacheName> used;
  private final CacheEntries entries;
  private boolean full;

  private DiskCache(
      CacheFolder folder, long bound, int most, Clock clock, Consumer<CacheName> used) {
    this.folder = folder;
    this.clock = clock;
    this.used = used;
    this.entries = new CacheEntries(bound, most);
  }

  /**
   * Takes over a folder: forgets temporary files, what is over the bound, and what nobody can tell
   * the owner of.
   *
   * @param used told of a file's use, once an hour at most; it is in a hurry
   * @throws IOException when the folder can't be made or read
   */
  public static DiskCache open(
      CacheConfiguration configuration, Clock clock, Consumer<CacheName> used) throws IOException {
    int most = (int) Math.min(MOST, Runtime.getRuntime().maxMemory() / PART / NAME);
    CacheFolder folder = new CacheFolder(configuration.folder());
    DiskCache cache = new DiskCache(folder, configuration.size(), most, clock, used);
    cache.takeOver();
    return cache;
  }

  private synchronized void takeOver() throws IOException {
    List<CacheFolder.Found> found = folder.takeOver();
    Map<Object, CacheName> byFile = new HashMap<>();
    for (CacheFolder.Found each : found) {
      Object file = each.attributes().fileKey();
      CacheName first = file == null ? null : byFile.putIfAbsent(file, each.name());
      folder.unlink(
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
        used.accept(name);
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
    return folder.at(name);
  }

  /**
   * Reserves room for a file of a source, dropping others for it. Empty when there is none: larger
   * than the bound, all of it reserved by others, more than half of it where others have theirs, or
   * the disk is full.
   *
   * @param bytes its size, when known; else room is asked for as it comes ({@link Room#grow})
   */
  public synchronized Optional<Room> reserve(long source, OptionalLong bytes) {
    Room room = new Room(folder.temporary(), source);
    return room.grow(bytes.orElse(0)) ? Optional.of(room) : Optional.empty();
  }

  private boolean makeRoom(long source, long bytes) {
    Optional<List<CacheName>> gone = entries.reserve(source, bytes);
    if (gone.isEmpty()) {
      return false;
    }
    folder.unlink(gone.get());
    try {
      long free = Files.getFileStore(folder.path()).getUsableSpace();
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
    return !full && Files.isWritable(folder.path());
  }

  /** No longer keeps a file; who has it open can read on. */
  private synchronized void drop(CacheName name) {
    entries.remove(name);
    folder.unlink(List.of(name));
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
    folder.deleteAll(content);
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

    /**
     * Makes what came of a file before this service was killed the beginning of what is written,
     * unless there is no room for it. It is taken but once.
     *
     * @return by what its upstream tells whether it has the same file still
     */
    public Optional<String> goOnWith(CacheName name) {
      List<CacheName> both = List.of(PartialFile.fileOf(name), PartialFile.noteOf(name));
      synchronized (DiskCache.this) {
        Optional<PartialFile> partial =
            entries.touch(both.getFirst()) ? folder.partial(name) : Optional.empty();
        both.forEach(entries::remove);
        Optional<String> validator =
            partial
                .filter(found -> grow(found.bytes()) && folder.moves(found.file(), path))
                .map(PartialFile::validator);
        folder.unlink(both);
        return validator;
      }
    }

    /**
     * Lets what is written be gone on with if this service is killed.
     *
     * @param validator by which its upstream tells whether it has the same file still
     */
    public void note(CacheName name, String validator) throws IOException {
      PartialFile.write(PartialFile.noteOf(path), name, validator);
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
                .filter(other -> Files.exists(folder.at(other)))
                .findFirst();
        if (first.isEmpty()) {
          Files.move(path, folder.at(names.getFirst()), StandardCopyOption.ATOMIC_MOVE);
          folder.unlink(entries.add(names.getFirst(), size));
        }
        CacheName same = first.orElse(names.getFirst());
        for (CacheName name : names) {
          if (!name.equals(same)) {
            Files.deleteIfExists(folder.at(name));
            Files.createLink(folder.at(name), folder.at(same));
            folder.unlink(entries.add(name, same));
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
        Files.deleteIfExists(PartialFile.noteOf(path));
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
