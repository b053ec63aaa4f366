package dev.larder.stack.unpack;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/** Unpacks tar archives, with links and the right to execute. */
public final class Archive {
  private Archive() {}

  /** Unpacks a {@code .tar.xz}. */
  public static void xz(InputStream archive, Path folder) throws IOException {
    try (XZInputStream plain = new XZInputStream(new BufferedInputStream(archive))) {
      tar(plain, folder, 0);
    }
  }

  /** Unpacks a {@code .tar.gz} less its outermost folder. */
  public static void gz(InputStream archive, Path folder) throws IOException {
    try (GZIPInputStream plain = new GZIPInputStream(archive, 1 << 16)) {
      tar(plain, folder, 1);
    }
  }

  private static void tar(InputStream plain, Path folder, int strip) throws IOException {
    TarArchiveInputStream tar = new TarArchiveInputStream(plain);
    for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
      Path name = Path.of(entry.getName()).normalize();
      if (name.isAbsolute() || name.startsWith("..")) {
        throw new IOException("an archive's entry points outside it: " + entry.getName());
      }
      if (name.getNameCount() <= strip) {
        continue;
      }
      Path target = within(folder, name.subpath(strip, name.getNameCount()));
      Files.createDirectories(target.getParent());
      if (entry.isDirectory()) {
        Files.createDirectories(target);
      } else if (entry.isSymbolicLink()) {
        within(folder, folder.relativize(target.resolveSibling(entry.getLinkName()).normalize()));
        Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
      } else if (entry.isLink()) {
        Files.createLink(target, within(folder, Path.of(entry.getLinkName())));
      } else {
        Files.copy(tar, target);
        if ((entry.getMode() & 0100) != 0 && !target.toFile().setExecutable(true)) {
          throw new IOException("can't make " + target + " executable");
        }
      }
    }
  }

  private static Path within(Path folder, Path name) throws IOException {
    Path target = folder.resolve(name).normalize();
    if (!target.startsWith(folder)) {
      throw new IOException("an archive's entry points outside it: " + name);
    }
    return target;
  }
}
