package dev.larder.upload.archive;

import dev.larder.packaging.SdistName;
import dev.larder.upload.storage.StoreAwayException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;

/** Reads an sdist once through (R625-1): a gzipped tar of one folder that holds PKG-INFO. */
final class SdistCheck {

  private SdistCheck() {}

  /**
   * Checks the sdist.
   *
   * @param size of the packed file in bytes
   * @throws StoreAwayException where it can't be read now
   */
  static Inspection inspect(InputStream file, long size, SdistName name) throws StoreAwayException {
    try (var tar =
        new BoundedTar(
            new BoundedUnpacking(new GZIPInputStream(new StoreInput(file), 64 << 10), size))) {
      Optional<byte[]> metadata = walk(tar);
      return metadata.isPresent()
          ? MetadataCheck.check(metadata.get(), name)
          : new Inspection.Unsound(
              "Invalid distribution file. '%s' holds no PKG-INFO in its top folder."
                  .formatted(name.filename()));
    } catch (UncheckedIOException e) {
      throw new StoreAwayException(e.getCause());
    } catch (UnsoundException e) {
      return new Inspection.Unsound(e.getMessage());
    } catch (IOException | IllegalArgumentException e) {
      return new Inspection.Unsound(
          "Invalid distribution file. '%s' is no readable tar.gz archive."
              .formatted(name.filename()));
    }
  }

  private static Optional<byte[]> walk(BoundedTar tar) throws IOException {
    Optional<String> top = Optional.empty();
    Optional<byte[]> metadata = Optional.empty();
    for (var next = tar.next(); next.isPresent(); next = tar.next()) {
      TarArchiveEntry entry = next.get();
      String path =
          entry.getName().startsWith("./") ? entry.getName().substring(2) : entry.getName();
      if (path.isEmpty()) {
        continue;
      }
      if (WheelCheck.isUnsafe(path) || entry.isSparse()) {
        throw new UnsoundException(
            "Invalid distribution file. It holds an unsafe path or a sparse file.");
      }
      String folder = path.split("/", 2)[0];
      if (!top.orElse(folder).equals(folder) || (!entry.isDirectory() && !path.contains("/"))) {
        throw new UnsoundException(
            "Invalid distribution file. It must hold one top folder and nothing beside it.");
      }
      top = Optional.of(folder);
      if (path.equals(folder + "/PKG-INFO") && entry.isFile()) {
        metadata = Optional.of(MetadataCheck.read(tar));
      }
    }
    return metadata;
  }
}
