package dev.larder.upload.caller;

import java.util.Optional;
import java.util.Set;

/** Who asks, as the gateway has found out. */
public sealed interface Caller {

  /** May do everything. */
  record Admin(Optional<String> id) implements Caller {}

  /**
   * @param sources ids, or {@code *} for all
   */
  record Token(String id, Set<String> scopes, Set<String> sources) implements Caller {}

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

  /** As it is written down beside what was uploaded. */
  default String name() {
    return switch (this) {
      case Admin admin -> admin.id().orElse("admin");
      case Token token -> token.id();
    };
  }
}
