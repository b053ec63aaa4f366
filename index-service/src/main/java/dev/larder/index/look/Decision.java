package dev.larder.index.look;

import dev.larder.index.project.Project;
import dev.larder.index.project.Project.Look;
import dev.larder.index.repository.Standings.Standing;
import dev.larder.index.snapshot.Moment;
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

  /** This source owns the project at the moment. */
  record Use(Standing standing) implements Decision {}

  /** All sources said a definite no. */
  record Nobody() implements Decision {}

  /** This upstream is to be asked first. */
  record Ask(Standing standing) implements Decision {}

  /** An upstream gave no answer, and nothing is known that could stand in for it. */
  record Stuck(Looks.Unanswered why) implements Decision {}

  /**
   * What makes a look good enough.
   *
   * @param moment at an instant, a look at or after it
   * @param found now, how old a look may be where it found something
   * @param missing now, how old a look may be where it didn't
   */
  record Freshness(Moment moment, Duration found, Duration missing) {
    boolean covers(Project project, Look look, Instant now) {
      if (!moment.isLatest()) {
        return !look.at().isBefore(moment.instant());
      }
      return look.at().plus(project.isOwned() ? found : missing).isAfter(now);
    }
  }

  /**
   * Decides.
   *
   * @param asked the sources that were asked for this request, and what came of it
   */
  static Decision of(
      List<Standing> standings, Map<Integer, Looks.Result> asked, Freshness freshness) {
    for (Standing standing : standings) {
      Optional<Decision> decision =
          standing.source().isLocal()
              ? local(standing)
              : mirror(standing, asked.get(standing.source().id()), freshness);
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
      Standing standing, Looks.Result asked, Freshness freshness) {
    if (isFresh(standing, freshness)) {
      return local(standing);
    }
    // What was known before stands in for what can't be known now, but not for what was then.
    if (freshness.moment().isLatest() && asked != null && standing.owns()) {
      return Optional.of(new Use(standing));
    }
    return switch (asked) {
      case null -> Optional.of(new Ask(standing));
      case Looks.Learnt() ->
          freshness.moment().isLatest() ? Optional.empty() : Optional.of(new Ask(standing));
      case Looks.Unanswered why -> Optional.of(new Stuck(why));
    };
  }

  private static boolean isFresh(Standing standing, Freshness freshness) {
    return standing
        .project()
        .filter(project -> project.look() != null)
        .map(project -> freshness.covers(project, project.look(), standing.now()))
        .orElse(false);
  }
}
