package dev.larder.upload.archive;

import dev.larder.packaging.CoreMetadata;
import dev.larder.packaging.FileName;
import dev.larder.packaging.MetadataRules;
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
