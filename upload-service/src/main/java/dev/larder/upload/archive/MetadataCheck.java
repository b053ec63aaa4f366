package dev.larder.upload.archive;

import dev.larder.packaging.CoreMetadata;
import dev.larder.packaging.FileName;
import dev.larder.packaging.MetadataField;
import dev.larder.packaging.SpecifierSet;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** What every distribution's metadata must be. */
final class MetadataCheck {

  private static final int LARGEST = 4 << 20;

  private MetadataCheck() {}

  static byte[] read(InputStream in) throws IOException {
    byte[] bytes = in.readNBytes(LARGEST + 1);
    if (bytes.length > LARGEST) {
      throw new UnsoundException("Invalid distribution file. Its metadata is larger than 4 MB.");
    }
    return bytes;
  }

  static Inspection check(byte[] bytes, FileName name) {
    return switch (CoreMetadata.parse(bytes)) {
      case CoreMetadata.Refused refused ->
          new Inspection.Unsound(
              "Invalid distribution file. In '%s' %s."
                  .formatted(name.filename(), refused.reason()));
      case CoreMetadata.Read read -> check(read.metadata(), bytes, name);
    };
  }

  private static Inspection check(CoreMetadata metadata, byte[] bytes, FileName name) {
    if (!metadata.name().equals(name.project())) {
      return new Inspection.Unsound(
          "Filename '%s' should contain the normalized project name '%s', not '%s'."
              .formatted(name.filename(), metadata.name().inFileNames(), name.distribution()));
    }
    if (!Optional.of(metadata.version()).equals(name.version())) {
      return new Inspection.Unsound(
          "Version in filename should be '%s' not '%s'."
              .formatted(metadata.version(), name.versionText()));
    }
    Optional<String> wrong =
        metadata
            .requiresPython()
            .filter(text -> !text.isBlank() && SpecifierSet.parse(text).isEmpty());
    return wrong
        .<Inspection>map(
            text ->
                new Inspection.Unsound(
                    "Invalid value for %s. Error: '%s' is no valid version specifier."
                        .formatted(MetadataField.REQUIRES_PYTHON.header(), text)))
        .orElseGet(() -> new Inspection.Sound(metadata, bytes));
  }
}
