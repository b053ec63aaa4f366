package dev.larder.stack.supervision;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.stream.Stream;

/**
 * Bounds each log to twice a size: a log that grew beyond it is copied to {@code {name}.1} and
 * emptied in place, since the process that writes it has it open (for appending).
 */
public final class LogRotation {
  private final long bytes;

  /**
   * @param bytes from which size on a log is rotated
   */
  public LogRotation(long bytes) {
    this.bytes = bytes;
  }

  /** Looks at every {@code *.log} of the folder once. */
  public void rotate(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      for (Path log : files.filter(file -> file.toString().endsWith(".log")).toList()) {
        if (Files.size(log) > bytes) {
          Path old = log.resolveSibling(log.getFileName() + ".1");
          Files.copy(log, old, StandardCopyOption.REPLACE_EXISTING);
          FileChannel.open(log, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)
              .close();
        }
      }
    }
  }
}
