package dev.larder.sync.upstream;

import dev.larder.packaging.Digester;
import dev.larder.packaging.HashAlgorithm;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;

/**
 * The sha256 of files, remembered as long as a file's size and modification time stay. Hashing goes
 * on when the one who asked has gone, so that a file too large for one look is known at the next.
 */
final class FileHashes {
  private static final int REMEMBERED = 20_000;
  private static final int BUFFER = 256 * 1024;

  private final Semaphore atOnce = new Semaphore(2);
  private final Map<Stamp, CompletableFuture<String>> known =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Stamp, CompletableFuture<String>> eldest) {
          return size() > REMEMBERED;
        }
      };

  /**
   * A file at a certain moment.
   *
   * @param file its real path
   */
  record Stamp(Path file, long size, FileTime modified) {
    static Stamp of(Path file) throws IOException {
      BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
      return new Stamp(file, attributes.size(), attributes.lastModifiedTime());
    }
  }

  /**
   * The sha256 of a file as it stands, in lower-case hex.
   *
   * @throws InterruptedIOException when the caller was interrupted
   * @throws IOException when it can't be read, or was changed meanwhile
   */
  String sha256(Stamp stamp) throws IOException {
    CompletableFuture<String> hash;
    boolean first;
    synchronized (known) {
      hash = known.get(stamp);
      first = hash == null;
      if (first) {
        hash = new CompletableFuture<>();
        known.put(stamp, hash);
      }
    }
    if (first) {
      start(stamp, hash);
    }
    try {
      return hash.get();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof IOException io ? io : new IOException(e.getCause());
    } catch (InterruptedException e) {
      throw new InterruptedIOException();
    }
  }

  private void start(Stamp stamp, CompletableFuture<String> hash) {
    Thread.ofVirtual()
        .name("hash")
        .start(
            () -> {
              atOnce.acquireUninterruptibly();
              try {
                hash.complete(read(stamp));
              } catch (IOException | RuntimeException e) {
                synchronized (known) {
                  known.remove(stamp, hash);
                }
                hash.completeExceptionally(e);
              } finally {
                atOnce.release();
              }
            });
  }

  private static String read(Stamp stamp) throws IOException {
    Digester digester = Digester.of(HashAlgorithm.SHA256);
    try (InputStream in = Files.newInputStream(stamp.file())) {
      byte[] buffer = new byte[BUFFER];
      for (int count; (count = in.read(buffer)) >= 0; ) {
        digester.update(buffer, 0, count);
      }
    }
    if (!stamp.equals(Stamp.of(stamp.file()))) {
      throw new IOException(stamp.file() + " is being changed");
    }
    return digester.finish().sha256().hex();
  }
}
