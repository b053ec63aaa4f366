package dev.larder.index.repository;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.micronaut.serde.annotation.Serdeable;
import java.util.List;

/** A repository, as administrators see it. */
@Serdeable
record RepositoryView(
    String name,
    String type,
    @JsonProperty("default") boolean isDefault,
    String description,
    boolean hidden,
    boolean authenticated,
    List<SubscribedSource> sources,
    String created) {

  /** A source, in the repository's order. */
  @Serdeable
  record SubscribedSource(String name, String type) {}

  static RepositoryView of(Repository repository) {
    return new RepositoryView(
        repository.name(),
        repository.type(),
        repository.isDefault(),
        repository.traits().description(),
        repository.traits().hidden(),
        repository.traits().authenticated(),
        repository.sources().stream()
            .map(source -> new SubscribedSource(source.name(), source.type().wire()))
            .toList(),
        repository.created().toString());
  }
}
