package dev.larder.auth.caller;

import java.util.List;
import java.util.Optional;

/**
 * Who asks, as the gateway has proved it ({@code Larder-Caller}).
 *
 * @param kind {@code admin}, {@code token} or {@code person}; others may nothing here
 * @param id the guid of a token, the subject of a person; none for the secret of the connection
 *     file
 * @param name a person's
 * @param scopes what they may do
 * @param sources the ids that they may do it to, {@code *} is all
 * @param repos the ids that they may do it to, {@code *} is all
 */
public record Caller(
    String kind,
    Optional<String> id,
    Optional<String> name,
    List<String> scopes,
    List<String> sources,
    List<String> repos) {

  /** Nobody has said who asks. */
  static final Caller NOBODY =
      new Caller("", Optional.empty(), Optional.empty(), List.of(), List.of(), List.of());

  /** Whether everything is theirs to do. */
  public boolean isAdmin() {
    return kind.equals("admin");
  }

  /** Whether it is a person, administrator or not. */
  public boolean isPerson() {
    return kind.equals("person") || (isAdmin() && name.isPresent());
  }

  /** The subject of the person who asks. */
  public Optional<String> subject() {
    return isPerson() ? id : Optional.empty();
  }

  /** Whether nobody has shown who they are. */
  public boolean isAnonymous() {
    return kind.isEmpty();
  }
}
