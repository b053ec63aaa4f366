package dev.larder.index.type;

import dev.larder.index.change.Refusal;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The types of repositories and of sources that there are, and which go together. */
public record Types(List<RepositoryType> repositories, List<String> sources) {
  private static final String PYTHON = "python";

  /** What this server knows. */
  public static final Types KNOWN =
      new Types(
          List.of(
              new RepositoryType(
                  PYTHON, Set.of(SourceType.LOCAL_PYTHON.wire(), SourceType.PYPI.wire()))),
          List.of(SourceType.LOCAL_PYTHON.wire(), SourceType.PYPI.wire()));

  /** Why there can't be a repository of that type. */
  public Optional<Refusal> refuseRepository(String type) {
    List<String> names = repositories.stream().map(RepositoryType::name).toList();
    return unsupported("repository", type, names);
  }

  /** Why there can't be a source of that type. */
  public Optional<Refusal> refuseSource(String type) {
    return unsupported("source", type, sources);
  }

  /** Why a repository of one type can't subscribe to a source of another. */
  public Optional<Refusal> refuse(String repositoryType, String sourceType) {
    return repositories.stream()
            .filter(type -> type.name().equals(repositoryType))
            .anyMatch(type -> type.sourceTypes().contains(sourceType))
        ? Optional.empty()
        : Optional.of(Refusal.wrong("source type must be compatible with repository type"));
  }

  private static Optional<Refusal> unsupported(String what, String type, List<String> names) {
    return names.contains(type)
        ? Optional.empty()
        : Optional.of(
            Refusal.wrong(
                "%s type '%s' is not supported; supported: %s"
                    .formatted(what, type, String.join(", ", names))));
  }
}
