package dev.larder.index.look;

import dev.larder.index.claim.Claims;
import dev.larder.index.database.Database;
import dev.larder.index.file.Files;
import dev.larder.index.file.Weight;
import dev.larder.index.look.SourceChoice.Freshness;
import dev.larder.index.memory.ClientAddress;
import dev.larder.index.project.Project;
import dev.larder.index.repository.Repository;
import dev.larder.index.repository.SourceProjects;
import dev.larder.index.repository.SourceProjects.SourceProject;
import dev.larder.index.settings.Settings;
import dev.larder.index.snapshot.Moment;
import dev.larder.index.source.Source;
import dev.larder.packaging.ProjectName;
import jakarta.annotation.Nullable;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Finds the source that owns a project in a repository, and asks upstreams where it must. */
@Singleton
public class Finder {
  private final Settings settings;
  private final Database database;
  private final Files files;
  private final SourceProjects sourceProjects;
  private final Claims claims;
  private final Looks looks;
  private final FirstLooks firstLooks;
  private final DatedAnswers datedAnswers;

  Finder(
      Settings settings,
      Database database,
      Files files,
      SourceProjects sourceProjects,
      Claims claims,
      Looks looks,
      FirstLooks firstLooks,
      DatedAnswers datedAnswers) {
    this.settings = settings;
    this.database = database;
    this.files = files;
    this.sourceProjects = sourceProjects;
    this.claims = claims;
    this.looks = looks;
    this.firstLooks = firstLooks;
    this.datedAnswers = datedAnswers;
  }

  /** Where a project is. */
  public sealed interface Finding {}

  /**
   * A source owns it.
   *
   * @param weight of what its page lists at the moment
   */
  public record Owned(Source source, Project project, Weight weight) implements Finding {}

  /** No source of the repository has it. */
  public record NotFound() implements Finding {}

  /**
   * An upstream that must be asked gave no answer.
   *
   * @param status 502, 503 or 504; 429 where it isn't asked for more names that it may not have
   * @param retryAfter in how many seconds to ask again, of trouble that may pass
   */
  public record Unknown(int status, String detail, @Nullable Long retryAfter) implements Finding {
    private Unknown(Looks.Unanswered why) {
      this(why.status(), why.detail(), why.retryAfter());
    }
  }

  /** What is to be done, which sources may have the name, and the weight where one has it. */
  public record Step(SourceChoice choice, List<SourceProject> open, Weight weight) {}

  /** The first step, by what a repository's sources know of a name; in their transaction. */
  public Step first(List<SourceProject> known, ProjectName name, Moment moment) {
    return step(known, name, moment, Map.of());
  }

  /**
   * Finds; takes at most {@link Settings#patience} plus what the database takes.
   *
   * @param first the first step, where it was made with the repository
   */
  public Finding find(
      Repository repository, ProjectName name, Moment moment, Optional<Step> first) {
    long deadline = System.nanoTime() + settings.patience().toNanos();
    Map<Integer, Looks.Result> asked = new HashMap<>();
    Step step = first.orElseGet(() -> step(repository, name, moment, asked));
    while (true) {
      switch (step.choice()) {
        case SourceChoice.Use(SourceProject sourceProject) -> {
          return new Owned(
              sourceProject.source(), sourceProject.project().orElseThrow(), step.weight());
        }
        case SourceChoice.None() -> {
          Optional<Finding> notFound = notFound(step.open(), moment);
          if (notFound.isPresent()) {
            return notFound.get();
          }
        }
        case SourceChoice.Unanswered(Looks.Unanswered why) -> {
          return new Unknown(why);
        }
        case SourceChoice.Ask(SourceProject sourceProject) ->
            asked.put(sourceProject.source().id(), ask(sourceProject, name, moment, deadline));
      }
      step = step(repository, name, moment, asked);
    }
  }

  /** Empty if what it rests on was forgotten meanwhile. */
  private Optional<Finding> notFound(List<SourceProject> open, Moment moment) {
    return moment.isLatest()
        ? Optional.of(new NotFound())
        : switch (datedAnswers.keep(open, moment)) {
          case DatedAnswers.ForGood() -> Optional.of(new NotFound());
          case DatedAnswers.Full(Looks.Unanswered why) -> Optional.of(new Unknown(why));
          case DatedAnswers.Forgotten() -> Optional.empty();
        };
  }

  private Step step(
      Repository repository, ProjectName name, Moment moment, Map<Integer, Looks.Result> asked) {
    return database.read(
        () -> step(sourceProjects.of(repository, name.normalised(), moment), name, moment, asked));
  }

  private Step step(
      List<SourceProject> known,
      ProjectName name,
      Moment moment,
      Map<Integer, Looks.Result> asked) {
    List<SourceProject> open =
        Claims.open(known, SourceProject::source, claims.to(name.normalised()));
    Freshness freshness = new Freshness(moment, settings.freshness(), settings.missingFreshness());
    SourceChoice choice = SourceChoice.of(open, asked, freshness);
    return choice instanceof SourceChoice.Use(SourceProject sourceProject)
        ? new Step(choice, open, files.weight(sourceProject.project().orElseThrow().id(), moment))
        : new Step(choice, open, Weight.NONE);
  }

  private Looks.Result ask(
      SourceProject sourceProject, ProjectName name, Moment moment, long deadline) {
    Source source = sourceProject.source();
    if (source.isOffline()) {
      return Looks.offline(source);
    }
    boolean latest = moment.isLatest();
    if (latest && sourceProject.owns() && looks.rests(source, name)) {
      return new Looks.Unanswered(502, "It gave no answer a moment ago");
    }
    Optional<Looks.Unanswered> refusal = refusal(sourceProject, latest);
    if (refusal.isPresent()) {
      return refusal.get();
    }
    Duration left = Duration.ofNanos(Math.max(0, deadline - System.nanoTime()));
    Duration wait =
        latest && sourceProject.owns() && settings.freshnessWait().compareTo(left) < 0
            ? settings.freshnessWait()
            : left;
    try {
      if (!latest) {
        awaitTurn(sourceProject, left);
      }
      return looks
          .ask(source, name, sourceProject.project().map(Project::look))
          .get(wait.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      return new Looks.Unanswered(
          504,
          "Upstream %s (%s) gave no answer within %d s; try again"
              .formatted(source.name(), source.upstream().orElseThrow(), left.toSeconds()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Looks.Unanswered(503, "index-service is stopping; try again");
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    }
  }

  private Optional<Looks.Unanswered> refusal(SourceProject of, boolean latest) {
    Optional<Looks.Unanswered> dated = latest ? Optional.empty() : datedAnswers.refusal(of);
    return dated.isPresent() || of.project().isPresent()
        ? dated
        : firstLooks.refusal(ClientAddress.current());
  }

  /** An instant just past may be asked for again and again; the upstream is not. */
  private void awaitTurn(SourceProject sourceProject, Duration atMost)
      throws InterruptedException, TimeoutException {
    Optional<Duration> turn =
        sourceProject
            .project()
            .map(Project::look)
            .map(
                look -> Duration.between(sourceProject.now(), look.at().plus(settings.lookEvery())))
            .filter(Duration::isPositive);
    if (turn.isPresent()) {
      if (turn.get().compareTo(atMost) > 0) {
        throw new TimeoutException();
      }
      Thread.sleep(turn.get());
    }
  }
}
