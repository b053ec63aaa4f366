package dev.larder.service.caller;

import java.util.Optional;

/** Who asks, as the gateway has proved it. */
public sealed interface Caller {

  /**
   * May do everything.
   *
   * @param id of the token or the person; empty for the secret of the connection file
   * @param name of the person
   */
  record Admin(Optional<String> id, Optional<String> name) implements Caller {}

  /**
   * A token.
   *
   * @param id its guid
   */
  record Token(String id, Grants grants) implements Caller {}

  /**
   * Somebody who signed in.
   *
   * @param id their subject
   */
  record Person(String id, String name, Grants grants) implements Caller {}

  /**
   * Somebody whose credentials can't be checked now.
   *
   * @param detail why, in one line
   */
  record Unknown(String detail) implements Caller {}

  /** Somebody who showed no credentials. */
  record Anonymous() implements Caller {}

  /** As logs have it: a guid, a subject, or {@code admin}. */
  default String by() {
    return switch (this) {
      case Admin admin -> admin.id().orElse("admin");
      case Token token -> token.id();
      case Person person -> person.id();
      case Unknown _ -> "unknown";
      case Anonymous _ -> "anonymous";
    };
  }

  /** The guid of a token, or the subject of a person. */
  default Optional<String> identity() {
    return switch (this) {
      case Admin admin -> admin.id();
      case Token token -> Optional.of(token.id());
      case Person person -> Optional.of(person.id());
      case Unknown _, Anonymous _ -> Optional.empty();
    };
  }

  /** The subject of the person who asks, administrator or not. */
  default Optional<String> subject() {
    return called().flatMap(_ -> identity());
  }

  /** What people call who asks. */
  default Optional<String> called() {
    return switch (this) {
      case Admin admin -> admin.name();
      case Person person -> Optional.of(person.name());
      case Token _, Unknown _, Anonymous _ -> Optional.empty();
    };
  }

  /** What was granted to who asks; nothing to an administrator, who needs none of it. */
  default Grants grants() {
    return switch (this) {
      case Token token -> token.grants();
      case Person person -> person.grants();
      case Admin _, Unknown _, Anonymous _ -> Grants.NONE;
    };
  }

  /** Whether everything is theirs to do. */
  default boolean isAdmin() {
    return this instanceof Admin;
  }

  /** Whether they may see the source with this id. */
  default boolean readsSource(long id) {
    return isAdmin() || grants().readsSource(id);
  }

  /** Whether they may write to some source. */
  default boolean writes() {
    return isAdmin() || grants().writes();
  }

  /** Whether they may write to the source with this id. */
  default boolean writesSource(long id) {
    return isAdmin() || grants().writesSource(id);
  }

  /** Whether they may write to this project, in a source that they may write to. */
  default boolean writesProject(String normalised) {
    return isAdmin() || grants().writesProject(normalised);
  }
}
