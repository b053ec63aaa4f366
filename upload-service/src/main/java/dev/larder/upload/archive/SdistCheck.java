package dev.larder.upload.archive;

import dev.larder.packaging.SdistName;
import dev.larder.upload.storage.StoreAwayException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;

/** Reads an sdist once through (R625-1): a gzipped tar of one folder that holds PKG-INFO. */
final class SdistCheck {

  private SdistCheck() {}

  /**
   * Checks the sdist.
   *
   * @param size of the packed file in bytes
   * @param memory for its PKG-INFO
   * @param memberMemory for what stands for its members
   * @throws StoreAwayException where it can't be read now
   */
  static Inspection inspect(
      InputStream file, long size, SdistName name, MetadataMemory memory, MemberMemory memberMemory)
      throws StoreAwayException {
    try (var unpacked =
            new BoundedUnpacking(
                GzipCompressorInputStream.builder()
                    .setInputStream(new StoreInput(file))
                    .setDecompressConcatenated(true)
                    .get(),
                size);
        var tar = new BoundedTar(unpacked, memberMemory)) {
      var members = new SdistMembers(tar, memory, memberMemory);
      members.walk();
      checkRest(unpacked);
      return members.metadata().isPresent()
          ? MetadataCheck.check(
              members.metadata().get(), name, path -> members.top() + "/" + path, members::holds)
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

  /** Zeros alone follow the end; another reader could take more for members. */
  private static void checkRest(InputStream unpacked) throws IOException {
    byte[] piece = new byte[8 << 10];
    for (int n = unpacked.read(piece); n >= 0; n = unpacked.read(piece)) {
      for (int i = 0; i < n; i++) {
        if (piece[i] != 0) {
          throw new UnsoundException("Invalid distribution file. Data follows the tar's end.");
        }
      }
    }
  }
}
