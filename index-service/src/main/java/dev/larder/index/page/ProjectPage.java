package dev.larder.index.page;

import dev.larder.index.file.CatalogueFile;
import dev.larder.index.project.Status;
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

  private record Dated(CatalogueFile file, FileVersion version) {}

  private static final Comparator<Dated> ORDER =
      Comparator.comparing(Dated::version, FileVersion.ORDER)
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
        dated.stream().map(each -> each.version().text()).distinct().toList(),
        state);
  }

  private static Dated dated(CatalogueFile file) {
    return new Dated(file, FileVersion.of(file.version()));
  }

  /** A file's version as pages spell it: normalised where PEP 440 knows it. */
  public static String version(CatalogueFile file) {
    return FileVersion.of(file.version()).text();
  }
}
