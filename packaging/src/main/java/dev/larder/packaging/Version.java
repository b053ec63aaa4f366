package dev.larder.packaging;

import java.util.List;
import java.util.Optional;

/**
 * A version of PEP 440: epoch, release, pre-, post- and development release, local label, in any
 * spelling that PEP 440 knows. Ordered as PEP 440 orders them; {@code 1.0} equals {@code 1.0.0}.
 */
public final class Version implements Comparable<Version> {

  private final VersionParts parts;

  Version(VersionParts parts) {
    this.parts = parts;
  }

  /** The version, or empty where the text is none by PEP 440. White space around it is ignored. */
  public static Optional<Version> parse(String text) {
    return VersionParser.parse(text).map(Version::new);
  }

  /**
   * The version.
   *
   * @throws IllegalArgumentException with one line that names the text, where it is none by PEP 440
   */
  public static Version of(String text) {
    return parse(text)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "'%s' is not a valid version (PEP 440)".formatted(OneLine.of(text))));
  }

  /** Whether it has a pre-release or a development segment. */
  public boolean isPrerelease() {
    return parts.pre().isPresent() || parts.dev().isPresent();
  }

  public boolean isPostrelease() {
    return parts.post().isPresent();
  }

  public boolean isDevrelease() {
    return parts.dev().isPresent();
  }

  /** The local label, normalised, without the plus sign. */
  public Optional<String> local() {
    return parts.local().isEmpty()
        ? Optional.empty()
        : Optional.of(String.join(".", parts.local()));
  }

  /** This version without its local label. */
  public Version publicVersion() {
    return parts.local().isEmpty()
        ? this
        : new Version(
            new VersionParts(
                parts.epoch(), parts.release(), parts.pre(), parts.post(), parts.dev(), List.of()));
  }

  VersionParts parts() {
    return parts;
  }

  @Override
  public int compareTo(Version other) {
    return VersionOrder.compare(parts, other.parts);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Version version && compareTo(version) == 0;
  }

  @Override
  public int hashCode() {
    return new VersionParts(
            parts.epoch(),
            VersionOrder.trimmed(parts.release()),
            parts.pre(),
            parts.post(),
            parts.dev(),
            parts.local())
        .hashCode();
  }

  /** The canonical spelling, trailing zeros of the release kept. */
  @Override
  public String toString() {
    return parts.text();
  }
}
