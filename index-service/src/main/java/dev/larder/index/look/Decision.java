package dev.larder.index.look;

import dev.larder.index.project.Project;
import dev.larder.index.project.Project.Look;
import dev.larder.index.repository.Subscriptions.Standing;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which source of a repository answers for a project. Sources are asked in their order, and a later
 * one only after a definite no of all before it.
 */
sealed interface Decision {

  /** This source owns the project. */
  record Use(Standing standing) implements Decision {}

  /** All sources said a definite no. */
  record Nobody() implements Decision {}

  /** This upstream is to be asked first. */
  record Ask(Standing standing) implements Decision {}

  /** An upstream gave no answer, and nothing is known that could stand in for it. */
  record Stuck(Looks.Unanswered why) implements Decision {}

  /** How old a look may be, where it found something, and where it didn't. */
  record Freshness(Duration found, Duration missing) {
    boolean covers(Project project, Look look, Instant now) {
      Duration allowed = project.isOwned() ? found : missing;
      return look.at().plus(allowed).isAfter(now);
    }
  }

  /**
   * Decides.
   *
   * @param asked the sources that were asked for this request, and what came of it
   */
  static Decision of(
      List<Standing> standings,
      Map<Integer, Looks.Result> asked,
      Freshness freshness,
      Instant now) {
    for (Standing standing : standings) {
      Optional<Decision> decision =
          standing.source().isLocal()
              ? local(standing)
              : mirror(standing, asked.get(standing.source().id()), freshness, now);
      if (decision.isPresent()) {
        return decision.get();
      }
    }
    return new Nobody();
  }

  private static Optional<Decision> local(Standing standing) {
    return standing.owns() ? Optional.of(new Use(standing)) : Optional.empty();
  }

  private static Optional<Decision> mirror(
      Standing standing, Looks.Result asked, Freshness freshness, Instant now) {
    if (standing.owns() && (asked != null || isFresh(standing, freshness, now))) {
      return Optional.of(new Use(standing));
    }
    return switch (asked) {
      case null ->
          isFresh(standing, freshness, now) ? Optional.empty() : Optional.of(new Ask(standing));
      case Looks.Learnt() -> Optional.empty();
      case Looks.Unanswered why ->
          isFresh(standing, freshness, now) ? Optional.empty() : Optional.of(new Stuck(why));
    };
  }

  private static boolean isFresh(Standing standing, Freshness freshness, Instant now) {
    return standing
        .project()
        .filter(project -> project.look() != null)
        .map(project -> freshness.covers(project, project.look(), now))
        .orElse(false);
  }
}
