package dev.larder.index.access;

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
   * @param id its guid
   */
  record Token(String id, Reach reach) implements Caller {}

  /** Somebody who signed in. */
  record Person(String id, String name, Reach reach) implements Caller {}

  /**
   * Somebody whose credentials can't be checked now.
   *
   * @param detail why
   */
  record Unknown(String detail) implements Caller {}

  record Anonymous() implements Caller {}

  /** As the log has it: a guid, or {@code admin}. */
  default String by() {
    return switch (this) {
      case Admin admin -> admin.id().orElse("admin");
      case Token token -> token.id();
      case Person person -> person.id();
      case Unknown unknown -> "unknown";
      case Anonymous anonymous -> "anonymous";
    };
  }

  /** What people call who asks. */
  default Optional<String> called() {
    return switch (this) {
      case Admin admin -> admin.name();
      case Person person -> Optional.of(person.name());
      case Token token -> Optional.empty();
      case Unknown unknown -> Optional.empty();
      case Anonymous anonymous -> Optional.empty();
    };
  }

  /** What the scopes of who asks reach; nothing of who has none. */
  default Reach within() {
    return switch (this) {
      case Token token -> token.reach();
      case Person person -> person.reach();
      case Admin admin -> Reach.NONE;
      case Unknown unknown -> Reach.NONE;
      case Anonymous anonymous -> Reach.NONE;
    };
  }

  default boolean isAdmin() {
    return this instanceof Admin;
  }
}
