package dev.larder.index.pypi;

import dev.larder.index.file.CatalogueFile;
import dev.larder.index.page.Links;
import dev.larder.packaging.Version;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The files of one version.
 *
 * @param text the version as pages spell it
 * @param version empty where PEP 440 doesn't know it
 */
public record Release(String text, Optional<Version> version, List<CatalogueFile> files) {

  /** In bytes. */
  private static final long FETCHED_AT_MOST = 32 << 20;

  /** The last is the latest (RJSON-1): not yanked, then final, then of the highest version. */
  public static final Comparator<Release> AGE =
      Comparator.<Release, Boolean>comparing(release -> !release.isYanked())
          .thenComparing(Release::isFinal)
          .thenComparing(release -> release.version().isPresent())
          .thenComparing(
              (a, b) ->
                  a.version().isPresent() && b.version().isPresent()
                      ? a.version().get().compareTo(b.version().get())
                      : a.text().compareTo(b.text()));

  /** Yanked is a release of which every file is. */
  boolean isYanked() {
    return files.stream().allMatch(file -> file.state().yanked());
  }

  /** Why, if it is and somebody said so. */
  Optional<String> yankedReason() {
    return isYanked()
        ? first(files.stream().map(file -> file.state().yankedReason()).toList())
        : Optional.empty();
  }

  /** What its files say that they need. */
  Optional<String> requiresPython() {
    return first(files.stream().map(file -> file.state().requiresPython()).toList());
  }

  private static Optional<String> first(List<String> texts) {
    return texts.stream().filter(Objects::nonNull).filter(text -> !text.isEmpty()).findFirst();
  }

  private boolean isFinal() {
    return version.isPresent() && !version.get().isPrerelease();
  }

  /**
   * The files with core metadata, in the order in which they speak for the release: wheels first,
   * by their names. It depends on what pages list and on nothing else, so a snapshot's answer stays
   * what it is.
   */
  public List<CatalogueFile> withMetadata() {
    return files.stream()
        .filter(file -> Links.hasMetadata(file) || file.metadataKey() != null)
        .sorted(
            Comparator.comparing((CatalogueFile file) -> !file.isWheel())
                .thenComparing(CatalogueFile::filename))
        .toList();
  }

  /**
   * Where no file is said to have metadata: a mirrored wheel that may have it beside it all the
   * same, and has it within it, unless it is too large to be fetched for that.
   */
  Optional<CatalogueFile> unsaid() {
    return files.stream()
        .filter(file -> file.isWheel() && file.upstreamUrl() != null)
        .filter(file -> file.state().size() == null || file.state().size() <= FETCHED_AT_MOST)
        .min(Comparator.comparing(CatalogueFile::filename));
  }
}
