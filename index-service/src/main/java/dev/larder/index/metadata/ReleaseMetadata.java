package dev.larder.index.metadata;

import dev.larder.packaging.CoreMetadata;
import dev.larder.packaging.MetadataField;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.annotation.Nullable;
import java.util.List;
import java.util.Optional;

/**
 * What a release says of itself, within bounds. What it doesn't say is null.
 *
 * @param version as pages spell it
 * @param summary in one line, the first {@value #SUMMARY} characters of it
 * @param license the first line of it: some have the whole text there
 * @param licenseExpression SPDX (PEP 639)
 * @param requiresDist what it depends on (PEP 508), or null where that isn't known: its metadata
 *     don't say it for sure (PEP 643), or say more than {@value #REQUIREMENTS} characters
 */
@Serdeable
public record ReleaseMetadata(
    String version,
    @Nullable String summary,
    @Nullable String author,
    @Nullable String authorEmail,
    @Nullable String license,
    @Nullable String licenseExpression,
    @Nullable String keywords,
    @Nullable List<String> requiresDist) {
  static final int SUMMARY = 512;
  static final int LINE = 512;
  static final int REQUIREMENTS = 16 << 10;

  /** The first metadata version in which an sdist says for sure what it depends on (PEP 643). */
  private static final int SURE_MINOR = 2;

  /** What core metadata say, those of a wheel or of an sdist. */
  public static ReleaseMetadata of(String version, CoreMetadata metadata, boolean wheel) {
    return new ReleaseMetadata(
        version,
        metadata.summary().orElse(null),
        metadata.author().orElse(null),
        metadata.authorEmail().orElse(null),
        metadata.license().orElse(null),
        metadata.licenseExpression().orElse(null),
        metadata.get(MetadataField.KEYWORDS).orElse(null),
        wheel || isSure(metadata) ? metadata.requiresDist() : null);
  }

  public ReleaseMetadata {
    summary = line(summary, SUMMARY);
    author = line(author, LINE);
    authorEmail = line(authorEmail, LINE);
    license = line(firstLine(license), LINE);
    licenseExpression = line(licenseExpression, LINE);
    keywords = line(keywords, LINE);
    requiresDist = within(requiresDist);
  }

  private static boolean isSure(CoreMetadata metadata) {
    String version = metadata.metadataVersion();
    int minor = Integer.parseInt(version.substring(version.indexOf('.') + 1));
    return version.startsWith("2.")
        && minor >= SURE_MINOR
        && metadata.dynamic().stream()
            .noneMatch(field -> field.equalsIgnoreCase(MetadataField.REQUIRES_DIST.header()));
  }

  private static @Nullable List<String> within(@Nullable List<String> requirements) {
    return requirements == null
            || requirements.stream().mapToLong(String::length).sum() > REQUIREMENTS
        ? null
        : requirements.stream()
            .flatMap(requirement -> Optional.ofNullable(line(requirement, REQUIREMENTS)).stream())
            .toList();
  }

  private static @Nullable String firstLine(@Nullable String text) {
    return text == null ? null : text.strip().lines().findFirst().orElse(null);
  }

  /** In one line, without control characters, of which PostgreSQL's texts can't hold one. */
  private static @Nullable String line(@Nullable String text, int most) {
    if (text == null) {
      return null;
    }
    String line = text.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
    if (line.isEmpty() || line.equals(CoreMetadata.NOTHING)) {
      return null;
    }
    return line.codePointCount(0, line.length()) <= most
        ? line
        : line.substring(0, line.offsetByCodePoints(0, most)).strip();
  }
}
