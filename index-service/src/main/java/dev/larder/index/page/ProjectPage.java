package dev.larder.index.page;

import dev.larder.index.file.CatalogueFile;
import dev.larder.index.project.Status;
import dev.larder.packaging.Version;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What a project's page says; both representations are made of it.
 *
 * @param name normalised
 * @param serial of the newest change that touched it
 * @param files in the order of their versions, then names
 * @param versions every file's, once, in PEP 440 order (R691-3)
 * @param state the newest change of the project, whatever the instant
 */
public record ProjectPage(
    String name,
    long serial,
    Optional<Status> status,
    List<CatalogueFile> files,
    List<String> versions,
    long state) {

  /** Whether links tell if there are signatures: every one, or none (R503-7). */
  boolean saysWhatIsSigned() {
    return files.stream().anyMatch(CatalogueFile::isSigned);
  }

  private record Dated(CatalogueFile file, String text, Optional<Version> version) {}

  /** Versions that PEP 440 doesn't know come first, by their text. */
  private static final Comparator<Dated> ORDER =
      Comparator.<Dated, Boolean>comparing(dated -> dated.version().isPresent())
          .thenComparing(
              (a, b) ->
                  a.version().isPresent() && b.version().isPresent()
                      ? a.version().get().compareTo(b.version().get())
                      : a.text().compareTo(b.text()))
          .thenComparing(dated -> dated.file().filename());

  static ProjectPage of(
      String name,
      long serial,
      Optional<Status> status,
      Collection<CatalogueFile> files,
      long state) {
    List<Dated> dated =
        status.filter(Status::hidesFiles).isPresent()
            ? List.of()
            : files.stream().map(ProjectPage::dated).sorted(ORDER).toList();
    return new ProjectPage(
        name,
        serial,
        status,
        dated.stream().map(Dated::file).toList(),
        dated.stream().map(Dated::text).distinct().toList(),
        state);
  }

  private static Dated dated(CatalogueFile file) {
    Optional<Version> version = Version.parse(file.version());
    return new Dated(file, version.map(Version::toString).orElse(file.version()), version);
  }

  /** A file's version as pages spell it: normalised where PEP 440 knows it. */
  public static String version(CatalogueFile file) {
    return dated(file).text();
  }
}
