package dev.larder.index.page;

import dev.larder.packaging.Version;
import java.util.Comparator;
import java.util.Optional;

/**
 * A file's version.
 *
 * @param text as pages spell it: normalised where PEP 440 knows it
 */
record FileVersion(String text, Optional<Version> parsed) {
  /** Versions that PEP 440 doesn't know come first, by their text. */
  static final Comparator<FileVersion> ORDER =
      Comparator.<FileVersion, Boolean>comparing(version -> version.parsed().isPresent())
          .thenComparing(
              (a, b) ->
                  a.parsed().isPresent() && b.parsed().isPresent()
                      ? a.parsed().get().compareTo(b.parsed().get())
                      : a.text().compareTo(b.text()));

  /** Of a version as a file's name spells it. */
  static FileVersion of(String spelt) {
    Optional<Version> parsed = Version.parse(spelt);
    return new FileVersion(parsed.map(Version::toString).orElse(spelt), parsed);
  }
}
