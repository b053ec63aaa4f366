package dev.larder.index.describe;

import dev.larder.index.file.CatalogueFile;
import dev.larder.index.pypi.Release;
import dev.larder.index.pypi.Releases;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A file that may say what its release is.
 *
 * @param version of the release, as pages spell it
 */
record Speaker(String version, CatalogueFile file) {
  /** So many files of a release are tried; whose metadata is unreadable tells nothing. */
  private static final int TRIED = 3;

  /**
   * The files of the latest release that have metadata, in the order in which they are asked; where
   * it has none, what it has at all, and what an earlier one has.
   *
   * @param silent a file of the latest release, of which only its upstream's JSON may tell
   */
  record Speakers(List<Speaker> speakers, Optional<Speaker> silent, Optional<Speaker> earlier) {}

  /** Of what a project's page lists. */
  static Speakers of(List<CatalogueFile> listed) {
    List<Release> newestFirst = new ArrayList<>(Releases.of(listed).all());
    newestFirst.sort(Release.AGE.reversed());
    if (newestFirst.isEmpty()) {
      return new Speakers(List.of(), Optional.empty(), Optional.empty());
    }
    Release latest = newestFirst.getFirst();
    List<Speaker> speakers =
        latest.withMetadata().stream().limit(TRIED).map(file -> of(latest, file)).toList();
    return new Speakers(
        speakers,
        speakers.isEmpty()
            ? latest.files().stream()
                .filter(file -> file.upstreamUrl() != null)
                .findFirst()
                .map(file -> of(latest, file))
            : Optional.empty(),
        newestFirst.stream()
            .skip(1)
            .flatMap(release -> release.withMetadata().stream().map(file -> of(release, file)))
            .findFirst());
  }

  private static Speaker of(Release release, CatalogueFile file) {
    return new Speaker(release.text(), file);
  }
}
