package dev.larder.index.content;

import dev.larder.index.file.CatalogueFile;
import dev.larder.index.pypi.Release;
import dev.larder.index.pypi.Releases;
import dev.larder.packaging.FileName;
import dev.larder.packaging.ProjectName;
import dev.larder.packaging.Version;
import java.util.List;
import java.util.Optional;

/** Which files of a project are meant. */
sealed interface Scope {
  /** All of them. */
  record All() implements Scope {}

  /** Those of the newest version, as PyPI picks it. */
  record Current() implements Scope {}

  /** Those of a version, however they spell it (PEP 440). */
  record OfVersion(Version version) implements Scope {}

  /** The one of that name. */
  record OfFile(String filename) implements Scope {}

  /** Reads {@code @all}, {@code @current}, {@code @1.2.3} or {@code @FILE-NAME}. */
  static Optional<Scope> parse(String text, ProjectName project) {
    if (!text.startsWith("@")) {
      return Optional.empty();
    }
    String what = text.substring(1);
    return switch (what) {
      case "all" -> Optional.of(new All());
      case "current" -> Optional.of(new Current());
      default ->
          FileName.of(what, project).isPresent()
              ? Optional.of(new OfFile(what))
              : Version.parse(what).map(OfVersion::new);
    };
  }

  /** Those that are meant, of all that come into question. */
  default List<CatalogueFile> of(List<CatalogueFile> files) {
    return switch (this) {
      case All() -> files;
      case Current() ->
          Releases.of(files)
              .latest()
              .map(newest -> newest.version().map(v -> of(files, v)).orElse(newest.files()))
              .orElse(List.of());
      case OfVersion(Version version) -> of(files, version);
      case OfFile(String filename) ->
          files.stream().filter(file -> file.filename().equals(filename)).toList();
    };
  }

  /** How the log names what was meant. */
  default String subject(List<CatalogueFile> chosen) {
    return switch (this) {
      case All() -> "@all";
      case Current() -> Releases.of(chosen).latest().map(Release::text).orElse("@current");
      case OfVersion(Version version) -> version.toString();
      case OfFile(String filename) -> filename;
    };
  }

  private static List<CatalogueFile> of(List<CatalogueFile> files, Version version) {
    return files.stream()
        .filter(file -> Version.parse(file.version()).filter(version::equals).isPresent())
        .toList();
  }
}
