package dev.larder.index.access;

import dev.larder.index.change.Refusal;
import dev.larder.index.repository.Repository;
import dev.larder.index.source.Source;
import java.util.Optional;

/** Who may what. Every route asks here. */
public final class Rights {
  private Rights() {}

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
                  .formatted(what, Reach.READ_REPO));
      case Caller.Admin admin -> new Granted();
      case Caller.Token token -> new Forbidden(tooLittle(Reach.READ_REPO, what));
      case Caller.Person person -> new Forbidden(tooLittle(Reach.READ_REPO, what));
    };
  }

  /** Whether somebody has the right to read a repository, whether it is asked for or not. */
  public static boolean reaches(Caller caller, Repository repository) {
    return caller.isAdmin() || caller.within().readsRepo(repository.id());
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
                tooLittle(Reach.READ_REPO, "repository '%s'".formatted(repository.name()))));
  }

  /** Whether a source is there for somebody in lists and by its name. */
  public static boolean sees(Caller caller, Source source) {
    return caller.isAdmin() || caller.within().readsSource(source.id());
  }

  /** Why somebody who sees a source may not change a project in it, if so. */
  public static Optional<Refusal> writing(Caller caller, Source source, String project) {
    if (caller.isAdmin()) {
      return Optional.empty();
    }
    if (!caller.within().writesSource(source.id())) {
      return Optional.of(
          Refusal.forbidden(tooLittle(Reach.WRITE_SOURCE, "source '%s'".formatted(source.name()))));
    }
    return caller.within().writesProject(project)
        ? Optional.empty()
        : Optional.of(
            Refusal.forbidden(
                "these credentials have %s for source '%s', but not for project '%s'; create a token whose projects match it"
                    .formatted(Reach.WRITE_SOURCE, source.name(), project)));
  }

  /** Why somebody may not do what only administrators do, if so. */
  public static Optional<Refusal> administering(Caller caller, String what) {
    return caller.isAdmin()
        ? Optional.empty()
        : Optional.of(
            Refusal.forbidden("%s needs a token with scope global:admin".formatted(what)));
  }

  private static String tooLittle(String scope, String what) {
    return "these credentials lack %s for %s; create a token that has it".formatted(scope, what);
  }
}
