package dev.larder.cli.add;

import dev.larder.packaging.CoreMetadata;
import dev.larder.packaging.Digester;
import dev.larder.packaging.FileName;
import dev.larder.packaging.HashAlgorithm;
import dev.larder.packaging.SdistName;
import dev.larder.packaging.VariantsName;
import dev.larder.packaging.WheelName;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/**
 * Reads from a wheel or an sdist what the upload form says of it. Whether the file is good in every
 * other way the server decides.
 */
final class DistributionReader {
  private static final int LARGEST_METADATA = 4 << 20;

  private DistributionReader() {}

  static Distribution.Read read(Path file) {
    String name = file.getFileName().toString();
    try {
      return switch (FileName.readings(name).stream().findFirst().orElse(null)) {
        case WheelName wheel ->
            sound(file, "bdist_wheel", String.join(".", wheel.pythonTags()), ofWheel(file, wheel));
        case SdistName sdist -> sound(file, "sdist", "source", ofSdist(file));
        case VariantsName _ ->
            new Distribution.Unsound("an index makes it of the variant wheels, nobody uploads it");
        case null -> new Distribution.Unsound("its name is not that of a wheel or an sdist");
      };
    } catch (IOException e) {
      return new Distribution.Unsound(
          "it can't be read as %s (%s)"
              .formatted(name.endsWith(WheelName.EXTENSION) ? "a wheel" : "an sdist", reason(e)));
    }
  }

  private static String reason(IOException e) {
    return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
  }

  private static Distribution.Read sound(
      Path file, String filetype, String pythonVersion, Optional<byte[]> metadata)
      throws IOException {
    if (metadata.isEmpty()) {
      return new Distribution.Unsound(
          "it holds no " + (filetype.equals("sdist") ? "PKG-INFO" : "METADATA"));
    }
    return switch (CoreMetadata.parse(metadata.get())) {
      case CoreMetadata.Refused refused -> new Distribution.Unsound(refused.reason());
      case CoreMetadata.Read read ->
          new Distribution.Sound(
              new Distribution(file, filetype, pythonVersion, read.metadata(), sha256(file)));
    };
  }

  private static Optional<byte[]> ofWheel(Path file, WheelName name) throws IOException {
    try (var zip = new ZipFile(file.toFile())) {
      Optional<? extends ZipEntry> entry =
          Optional.ofNullable(zip.getEntry(name.distInfo() + "/METADATA"))
              .or(() -> zip.stream().filter(DistributionReader::isMetadata).findFirst());
      return entry.isPresent()
          ? Optional.of(bounded(zip.getInputStream(entry.get())))
          : Optional.empty();
    }
  }

  private static boolean isMetadata(ZipEntry entry) {
    return entry.getName().matches("[^/]+\\.dist-info/METADATA");
  }

  private static Optional<byte[]> ofSdist(Path file) throws IOException {
    if (!file.toString().endsWith(".gz")) {
      throw new IOException("only .tar.gz is taken");
    }
    try (var tar =
        new TarArchiveInputStream(
            new GZIPInputStream(new BufferedInputStream(Files.newInputStream(file))))) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        if (entry.isFile() && entry.getName().matches("(\\./)?[^/]+/PKG-INFO")) {
          return Optional.of(bounded(tar));
        }
      }
      return Optional.empty();
    } catch (IllegalArgumentException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  private static byte[] bounded(InputStream in) throws IOException {
    byte[] bytes = in.readNBytes(LARGEST_METADATA + 1);
    if (bytes.length > LARGEST_METADATA) {
      throw new IOException("its metadata is larger than 4 MB");
    }
    return bytes;
  }

  private static String sha256(Path file) throws IOException {
    Digester digester = Digester.of(HashAlgorithm.SHA256);
    try (InputStream in = digester.watching(Files.newInputStream(file))) {
      in.transferTo(OutputStream.nullOutputStream());
    }
    return digester.finish().sha256().toString();
  }
}
