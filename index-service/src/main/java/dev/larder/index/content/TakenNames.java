package dev.larder.index.content;

import dev.larder.packaging.FileName;
import dev.larder.packaging.ProjectName;
import dev.larder.packaging.Version;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Names of a project's files, each of which is taken in all of its spellings. */
final class TakenNames {
  private final ProjectName project;
  private final Set<String> filenames = new HashSet<>();
  private final Map<Version, List<FileName>> byVersion = new HashMap<>();

  TakenNames(ProjectName project) {
    this.project = project;
  }

  void take(String filename) {
    filenames.add(filename);
    FileName.of(filename, project)
        .ifPresent(
            name ->
                name.version()
                    .ifPresent(
                        version ->
                            byVersion.computeIfAbsent(version, _ -> new ArrayList<>()).add(name)));
  }

  /** The name by which that one is taken, if it is. */
  Optional<String> taken(String filename) {
    if (filenames.contains(filename)) {
      return Optional.of(filename);
    }
    Optional<FileName> wanted = FileName.of(filename, project);
    return wanted.flatMap(FileName::version).map(byVersion::get).stream()
        .flatMap(List::stream)
        .filter(name -> name.saysTheSame(wanted.get()))
        .map(FileName::filename)
        .findFirst();
  }
}
