package dev.larder.index.integrity;

import dev.larder.index.file.CatalogueFile;
import dev.larder.index.page.Links;
import dev.larder.index.page.PagePath;
import dev.larder.index.page.ProjectPage;
import dev.larder.packaging.ProjectName;
import dev.larder.packaging.Version;
import java.util.List;
import java.util.Optional;

/**
 * The URL of a file in PyPI's integrity API, taken apart (R740-5): {@code
 * /integrity/{project}/{version}/{file}/provenance}, alone or behind {@code /{repo}}.
 *
 * @param repository its name; empty for the default one
 * @param project as the URL spells it
 * @param version as the URL spells it
 */
record IntegrityPath(String repository, String project, String version, String filename) {
  private static final String INTEGRITY = "integrity";
  private static final String PROVENANCE = "provenance";

  /** From a file's URL here to the folder that holds {@code packages/}. */
  private static final String UP = "../../../../";

  /** Takes a path apart; empty if it is none of these. */
  static Optional<IntegrityPath> parse(String rawPath) {
    List<String> parts = PagePath.parts(rawPath);
    // No repository is called so; a project may be.
    int at = !parts.isEmpty() && parts.getFirst().equals(INTEGRITY) ? 0 : 1;
    boolean fits =
        !rawPath.endsWith("/")
            && parts.size() == at + 5
            && parts.get(at).equals(INTEGRITY)
            && parts.getLast().equals(PROVENANCE)
            && parts.stream().noneMatch(String::isEmpty);
    return fits
        ? Optional.of(
            new IntegrityPath(
                at == 0 ? "" : parts.getFirst(),
                parts.get(at + 1),
                parts.get(at + 2),
                parts.get(at + 3)))
        : Optional.empty();
  }

  /** The project's name, if it is one. */
  Optional<ProjectName> name() {
    return ProjectName.parse(project);
  }

  /** Where the provenance is, seen from this URL, if the page lists a file that has some. */
  Optional<String> provenance(ProjectPage page) {
    String normalised = Version.parse(version).map(Version::toString).orElse(version);
    return page.files().stream()
        .filter(file -> file.filename().equals(filename))
        .filter(file -> ProjectPage.version(file).equals(normalised))
        .filter(CatalogueFile::hasProvenance)
        .findFirst()
        .map(file -> UP + "packages/" + file.key() + "/" + Links.encoded(filename) + ".provenance");
  }
}
