package dev.larder.index.repository;

import dev.larder.index.change.Refusal;
import dev.larder.service.caller.Caller;
import dev.larder.service.caller.Grants;
import java.util.Optional;

/** Who may see and read which repository. Every route asks here. */
public final class RepositoryRights {
  private RepositoryRights() {}

  /** Whether a repository's content is somebody's to read. */
  public sealed interface Verdict {}

  public record Granted() implements Verdict {}

  /** Credentials would help. */
  public record Unproved(String line) implements Verdict {}

  /** These credentials don't help. */
  public record Forbidden(String line) implements Verdict {}

  /** The credentials can't be checked now. */
  public record Unsure(String line) implements Verdict {}

  /**
   * Whether somebody may read a repository (RAUTH-2, RAUTH-6).
   *
   * @param name by which it was asked for, empty for the default one
   */
  public static Verdict reading(Caller caller, Repository repository, String name) {
    if (!repository.authenticated() || reaches(caller, repository)) {
      return new Granted();
    }
    String what = name.isEmpty() ? "the default repository" : "repository '%s'".formatted(name);
    return switch (caller) {
      case Caller.Unknown(String detail) -> new Unsure(detail);
      case Caller.Anonymous anonymous ->
          new Unproved(
              "reading %s needs credentials: user __token__, a token with scope %s as password"
                  .formatted(what, Grants.READ_REPO));
      case Caller.Admin admin -> new Granted();
      case Caller.Token token -> new Forbidden(Grants.lacking(Grants.READ_REPO, what));
      case Caller.Person person -> new Forbidden(Grants.lacking(Grants.READ_REPO, what));
    };
  }

  /** Whether somebody has the right to read a repository, whether it is asked for or not. */
  public static boolean reaches(Caller caller, Repository repository) {
    return caller.isAdmin() || caller.grants().readsRepo(Integer.toString(repository.id()));
  }

  /** Whether a repository is there for somebody in lists and by its name. */
  public static boolean sees(Caller caller, Repository repository) {
    return reaches(caller, repository) || !(repository.authenticated() || repository.hidden());
  }

  /** Why somebody who sees a repository may not read its log, if so. */
  public static Optional<Refusal> readingLog(Caller caller, Repository repository) {
    return reaches(caller, repository)
        ? Optional.empty()
        : Optional.of(
            Refusal.forbidden(
                Grants.lacking(Grants.READ_REPO, "repository '%s'".formatted(repository.name()))));
  }
}
