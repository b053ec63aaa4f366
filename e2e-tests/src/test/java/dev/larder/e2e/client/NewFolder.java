package dev.larder.e2e.client;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Folders that were not there before. */
public final class NewFolder {
  private NewFolder() {}

  /** Makes a folder in {@code parent} whose name begins with {@code prefix}. */
  public static Path in(Path parent, String prefix) {
    try {
      return Files.createTempDirectory(Files.createDirectories(parent), prefix);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
