package dev.larder.stack.supervision;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** The file system that a data folder lies in. */
public final class Disk {
  /** PostgreSQL needs a whole segment of its log (16 MiB) to go on. */
  private static final long NEEDED = 16L << 20;

  private final Path folder;

  public Disk(Path folder) {
    this.folder = folder;
  }

  /** Whether nothing can go on there for want of room; false where that can't be told. */
  public boolean isFull() {
    try {
      return Files.getFileStore(folder).getUsableSpace() < NEEDED;
    } catch (IOException e) {
      return false;
    }
  }

  /** A full disk, and what to do about it. */
  public String words() {
    return "the disk of %s is full; make room there".formatted(folder);
  }

  /** Whether a failure is the system's {@code ENOSPC} or {@code EDQUOT}. */
  public static boolean saysFull(Throwable failure) {
    return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
        .map(Throwable::getMessage)
        .anyMatch(
            message ->
                message != null
                    && (message.contains("No space left on device")
                        || message.contains("Disk quota exceeded")));
  }
}
