package dev.larder.sync.store;

import com.github.luben.zstd.ZstdOutputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Lines on their way into the object store, compressed by zstd as they are written, in a temporary
 * file: they take no memory however many they are. To be closed, put or not.
 */
public final class Spool implements AutoCloseable {
  private static final int LEVEL = 1;
  private static final int BUFFER = 64 << 10;

  private final Path file;
  private final OutputStream lines;

  private Spool(Path file, OutputStream lines) {
    this.file = file;
    this.lines = lines;
  }

  /** An empty one. */
  public static Spool open() throws IOException {
    Path file = Files.createTempFile("larder-sync-", ".zst");
    try {
      return new Spool(
          file,
          new BufferedOutputStream(
              new ZstdOutputStream(
                  new BufferedOutputStream(Files.newOutputStream(file), BUFFER), LEVEL),
              BUFFER));
    } catch (IOException | RuntimeException e) {
      Files.delete(file);
      throw e;
    }
  }

  /** Where lines are written. */
  public OutputStream lines() {
    return lines;
  }

  /** Ends what is written; it can be put from then on. */
  public void end() throws IOException {
    lines.close();
  }

  Path file() {
    return file;
  }

  @Override
  public void close() throws IOException {
    try {
      lines.close();
    } finally {
      Files.deleteIfExists(file);
    }
  }
}
