package dev.larder.index.look;

import dev.larder.index.project.Project;
import dev.larder.index.repository.SourceProjects.SourceProject;
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
sealed interface SourceChoice {

  /** This source owns the project at the moment. */
  record Use(SourceProject sourceProject) implements SourceChoice {}

  /** All sources said a definite no. */
  record None() implements SourceChoice {}

  /** This upstream is to be asked first. */
  record Ask(SourceProject sourceProject) implements SourceChoice {}

  /** An upstream gave no answer, and nothing is known that could stand in for it. */
  record Unanswered(Looks.Unanswered why) implements SourceChoice {}

  /**
   * What makes a look good enough.
   *
   * @param moment at an instant, a look at or after it
   * @param found now, how old a look may be where it found something
   * @param missing now, how old a look may be where it didn't
   */
  record Freshness(Moment moment, Duration found, Duration missing) {
    boolean covers(Instant lookedAt, boolean owned, Instant now) {
      if (!moment.isLatest()) {
        return !lookedAt.isBefore(moment.instant());
      }
      return lookedAt.plus(owned ? found : missing).isAfter(now);
    }
  }

  /**
   * Chooses.
   *
   * @param asked the sources that were asked for this request, and what came of it
   */
  static SourceChoice of(
      List<SourceProject> sourceProjects, Map<Integer, Looks.Result> asked, Freshness freshness) {
    for (SourceProject sourceProject : sourceProjects) {
      Optional<SourceChoice> choice =
          sourceProject.source().isLocal()
              ? local(sourceProject)
              : mirror(sourceProject, asked.get(sourceProject.source().id()), freshness);
      if (choice.isPresent()) {
        return choice.get();
      }
    }
    return new None();
  }

  private static Optional<SourceChoice> local(SourceProject sourceProject) {
    return sourceProject.owns() ? Optional.of(new Use(sourceProject)) : Optional.empty();
  }

  private static Optional<SourceChoice> mirror(
      SourceProject sourceProject, Looks.Result asked, Freshness freshness) {
    if (isFresh(sourceProject, freshness)) {
      return local(sourceProject);
    }
    // What was known before stands in for what can't be known now, but not for what was then.
    if (freshness.moment().isLatest() && asked != null && sourceProject.owns()) {
      return Optional.of(new Use(sourceProject));
    }
    return switch (asked) {
      case null -> Optional.of(new Ask(sourceProject));
      case Looks.Answered() ->
          freshness.moment().isLatest() ? Optional.empty() : Optional.of(new Ask(sourceProject));
      case Looks.Unanswered why -> Optional.of(new Unanswered(why));
    };
  }

  private static boolean isFresh(SourceProject sourceProject, Freshness freshness) {
    boolean owned = sourceProject.project().filter(Project::isOwned).isPresent();
    return sourceProject
        .lookedAt()
        .map(
            lookedAt ->
                freshness.covers(lookedAt, owned, sourceProject.now())
                    // No newer look is to come.
                    || (freshness.moment().isLatest() && sourceProject.source().isOffline()))
        .orElse(false);
  }
}
