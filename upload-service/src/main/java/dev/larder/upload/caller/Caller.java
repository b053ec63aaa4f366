package dev.larder.upload.caller;

import dev.larder.packaging.NamePattern;
import dev.larder.packaging.ProjectName;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Who asks, as the gateway has found out. */
public sealed interface Caller {

  /** May do everything. */
  record Admin(Optional<String> id) implements Caller {}

  /**
   * A token, or somebody who signed in.
   *
   * @param id the token's guid, or the person's subject
   * @param sources ids, or {@code *} for all
   * @param projects what it may upload of these; empty: every project
   */
  record Limited(
      String id, Set<String> scopes, Set<String> sources, Optional<List<NamePattern>> projects)
      implements Caller {}

  default boolean isAdmin() {
    return switch (this) {
      case Admin a -> true;
      case Limited l -> false;
    };
  }

  /** Whether it may write to some source at all. */
  default boolean mayUpload() {
    return switch (this) {
      case Admin a -> true;
      case Limited some -> some.scopes().contains("sources:write");
    };
  }

  default boolean mayUploadTo(long source) {
    return switch (this) {
      case Admin a -> true;
      case Limited some ->
          mayUpload()
              && (some.sources().contains("*") || some.sources().contains(Long.toString(source)));
    };
  }

  /** Whether its uploads may be of that project, in whatever source. */
  default boolean mayUpload(ProjectName project) {
    return switch (this) {
      case Admin a -> true;
      case Limited some ->
          some.projects()
              .map(
                  patterns ->
                      patterns.stream().anyMatch(pattern -> pattern.matches(project.normalised())))
              .orElse(true);
    };
  }

  /** Whether a source is there for this one at all. */
  default boolean sees(long source) {
    return switch (this) {
      case Admin a -> true;
      case Limited some ->
          (some.scopes().contains("sources:read") || mayUpload())
              && (some.sources().contains("*") || some.sources().contains(Long.toString(source)));
    };
  }

  /** As it is written down beside what was uploaded. */
  default String name() {
    return switch (this) {
      case Admin admin -> admin.id().orElse("admin");
      case Limited some -> some.id();
    };
  }
}
