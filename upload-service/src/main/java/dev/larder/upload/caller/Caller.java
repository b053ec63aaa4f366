package dev.larder.upload.caller;

import dev.larder.packaging.ProjectName;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Who asks, as the gateway has found out. */
public sealed interface Caller {

  /** May do everything. */
  record Admin(Optional<String> id) implements Caller {}

  /**
   * @param sources ids, or {@code *} for all
   * @param projects what it may upload of these; empty: every project
   */
  record Token(
      String id, Set<String> scopes, Set<String> sources, Optional<List<ProjectPattern>> projects)
      implements Caller {}

  default boolean isAdmin() {
    return switch (this) {
      case Admin a -> true;
      case Token t -> false;
    };
  }

  /** Whether it may write to some source at all. */
  default boolean mayUpload() {
    return switch (this) {
      case Admin a -> true;
      case Token token -> token.scopes().contains("sources:write");
    };
  }

  default boolean mayUploadTo(long source) {
    return switch (this) {
      case Admin a -> true;
      case Token token ->
          mayUpload()
              && (token.sources().contains("*") || token.sources().contains(Long.toString(source)));
    };
  }

  /** Whether its uploads may be of that project, in whatever source. */
  default boolean mayUpload(ProjectName project) {
    return switch (this) {
      case Admin a -> true;
      case Token token ->
          token
              .projects()
              .map(patterns -> patterns.stream().anyMatch(pattern -> pattern.matches(project)))
              .orElse(true);
    };
  }

  /** Whether a source is there for this one at all. */
  default boolean sees(long source) {
    return switch (this) {
      case Admin a -> true;
      case Token token ->
          (token.scopes().contains("sources:read") || mayUpload())
              && (token.sources().contains("*") || token.sources().contains(Long.toString(source)));
    };
  }

  /** As it is written down beside what was uploaded. */
  default String name() {
    return switch (this) {
      case Admin admin -> admin.id().orElse("admin");
      case Token token -> token.id();
    };
  }
}
