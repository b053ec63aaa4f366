package dev.larder.e2e.client;

import dev.larder.e2e.wheel.Distribution;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;

/** Files that an installer must get as they are: one byte else, and it installs nothing. */
public final class Requirements {
  private Requirements() {}

  /**
   * Installs exactly these files and nothing that they depend on, in one run; each must be another
   * project's.
   */
  public static Installation install(
      Installer installer, Path folder, String indexUrl, Collection<Distribution> files) {
    Path list = NewFolder.in(folder, "requirements").resolve("requirements.txt");
    try {
      Files.write(
          list,
          files.stream()
              .map(
                  file ->
                      "%s==%s --hash=sha256:%s"
                          .formatted(file.project(), file.version(), file.sha256()))
              .toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return installer.install(
        folder, indexUrl, "--no-deps", "--require-hashes", "-r", list.toString());
  }
}
