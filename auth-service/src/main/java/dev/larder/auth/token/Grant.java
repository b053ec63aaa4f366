package dev.larder.auth.token;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.larder.auth.owner.Rights;
import java.util.List;
import java.util.Optional;

/**
 * What a token carries in its claim {@code larder}; what is empty isn't there, for tokens are to be
 * short.
 *
 * @param scopes what it may do
 * @param sources ids of the sources that it may do it to, {@code *} is all
 * @param repos ids of the repositories, {@code *} is all
 * @param projects what it may write to of those sources; empty: every project
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record Grant(
    List<String> scopes,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> sources,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> repos,
    Optional<List<ProjectPattern>> projects) {

  static final String ALL = "*";

  public Grant {
    sources = sources == null ? List.of() : sources;
    repos = repos == null ? List.of() : repos;
    projects = projects == null ? Optional.empty() : projects;
  }

  /** What a person must have to own a token with it. */
  public Rights rights() {
    return new Rights(false, scopes, sources, repos);
  }
}
