package dev.larder.index.pypi;

import dev.larder.index.file.CatalogueFile;
import dev.larder.index.page.ProjectPage;
import dev.larder.packaging.VariantsName;
import dev.larder.packaging.Version;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a project's page lists, by versions, in their order. */
public record Releases(Collection<Release> all) {

  static Releases of(ProjectPage page) {
    return of(page.files());
  }

  /** The versions that these files are of; what says what variants are for is no part of one. */
  public static Releases of(Collection<CatalogueFile> listed) {
    Map<String, List<CatalogueFile>> files = new LinkedHashMap<>();
    for (CatalogueFile file : listed) {
      if (!file.filename().endsWith(VariantsName.ENDING)) {
        files.computeIfAbsent(ProjectPage.version(file), any -> new ArrayList<>()).add(file);
      }
    }
    List<Release> all = new ArrayList<>();
    files.forEach((text, of) -> all.add(new Release(text, Version.parse(text), of)));
    return new Releases(all);
  }

  /** The one that a project is known by; empty if there is none at all. */
  public Optional<Release> latest() {
    return all.stream().max(Release.AGE);
  }

  /** The one of a version in any spelling: exactly that one, else one that PEP 440 holds equal. */
  Optional<Release> named(String version) {
    Optional<Version> wanted = Version.parse(version);
    return all.stream()
        .filter(release -> release.text().equals(version))
        .findFirst()
        .or(
            () ->
                all.stream()
                    .filter(release -> wanted.isPresent() && release.version().equals(wanted))
                    .findFirst());
  }
}
