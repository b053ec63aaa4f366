package dev.larder.upload.archive;

import dev.larder.packaging.CoreMetadata;
import dev.larder.packaging.FieldLimit;
import dev.larder.packaging.FileName;
import dev.larder.packaging.MetadataRules;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** What every distribution's metadata must be. */
final class MetadataCheck {

  private MetadataCheck() {}

  /**
   * Reads the file once there is room for it.
   *
   * @param size of the file, as the archive says; no more of it is read
   */
  static byte[] read(InputStream in, long size, MetadataMemory memory) throws IOException {
    int limit = FieldLimit.UPLOADED_METADATA.bytes();
    if (size > limit) {
      throw new UnsoundException(
          "Invalid distribution file. Its metadata is larger than %d MB.".formatted(limit >> 20));
    }
    memory.take(size);
    byte[] bytes = new byte[(int) size];
    int length = in.readNBytes(bytes, 0, bytes.length);
    if (length < bytes.length) {
      throw new UnsoundException("Invalid distribution file. Its metadata ends early.");
    }
    if (in.read() >= 0) {
      throw new UnsoundException(
          "Invalid distribution file. Its metadata is larger than its archive says.");
    }
    return bytes;
  }

  /** Where a licence file that the metadata name lies in the distribution. */
  interface LicensePlace {
    String of(String path);
  }

  /** What the distribution holds. */
  interface Contents {
    boolean hold(String path);
  }

  static Inspection check(byte[] bytes, FileName name, LicensePlace licenses, Contents contents) {
    return switch (CoreMetadata.parse(bytes)) {
      case CoreMetadata.Refused refused ->
          new Inspection.Unsound(
              "Invalid distribution file. In '%s' %s."
                  .formatted(name.filename(), refused.reason()));
      case CoreMetadata.Read read -> check(read.metadata(), bytes, name, licenses, contents);
    };
  }

  private static Inspection check(
      CoreMetadata metadata,
      byte[] bytes,
      FileName name,
      LicensePlace licenses,
      Contents contents) {
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
    return MetadataRules.check(metadata)
        .map(
            wrong ->
                "Invalid value for %s. Error: %s."
                    .formatted(wrong.field().header(), wrong.reason()))
        .or(() -> missingLicense(metadata, name, licenses, contents))
        .<Inspection>map(Inspection.Unsound::new)
        .orElseGet(() -> new Inspection.Sound(metadata, bytes));
  }

  /** R639-1. */
  private static Optional<String> missingLicense(
      CoreMetadata metadata, FileName name, LicensePlace licenses, Contents contents) {
    return MetadataRules.namesLicenseFiles(metadata)
        ? metadata.licenseFiles().stream()
            .filter(path -> !contents.hold(licenses.of(path)))
            .findFirst()
            .map(
                path ->
                    "License-File %s does not exist in distribution file %s at %s"
                        .formatted(path, name.filename(), licenses.of(path)))
        : Optional.empty();
  }
}
