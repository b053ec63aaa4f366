package dev.larder.index.look;

import dev.larder.index.claim.Claims;
import dev.larder.index.database.Database;
import dev.larder.index.file.Files;
import dev.larder.index.file.Weight;
import dev.larder.index.look.Decision.Freshness;
import dev.larder.index.project.Project;
import dev.larder.index.repository.Repository;
import dev.larder.index.repository.Standings;
import dev.larder.index.repository.Standings.Standing;
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
  private final Standings standings;
  private final Claims claims;
  private final Looks looks;

  public Finder(
      Settings settings,
      Database database,
      Files files,
      Standings standings,
      Claims claims,
      Looks looks) {
    this.settings = settings;
    this.database = database;
    this.files = files;
    this.standings = standings;
    this.claims = claims;
    this.looks = looks;
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
  public record Nowhere() implements Finding {}

  /**
   * An upstream that must be asked gave no answer.
   *
   * @param status 502, 503 or 504
   * @param retryAfter in how many seconds to ask again, of trouble that may pass
   */
  public record Unknown(int status, String detail, @Nullable Long retryAfter) implements Finding {}

  /** What is to be done, and the weight where nobody is to be asked. */
  private record Step(Decision decision, Weight weight) {}

  /** Finds; takes at most {@link Settings#patience} plus what the database takes. */
  public Finding find(Repository repository, ProjectName name, Moment moment) {
    long deadline = System.nanoTime() + settings.patience().toNanos();
    Map<Integer, Looks.Result> asked = new HashMap<>();
    while (true) {
      Step step = database.read(() -> step(repository, name, moment, asked));
      switch (step.decision()) {
        case Decision.Use(Standing standing) -> {
          return new Owned(standing.source(), standing.project().orElseThrow(), step.weight());
        }
        case Decision.Nobody() -> {
          return new Nowhere();
        }
        case Decision.Stuck stuck -> {
          return new Unknown(stuck.why().status(), stuck.why().detail(), stuck.why().retryAfter());
        }
        case Decision.Ask(Standing standing) ->
            asked.put(standing.source().id(), ask(standing, name, moment, deadline));
      }
    }
  }

  private Step step(
      Repository repository, ProjectName name, Moment moment, Map<Integer, Looks.Result> asked) {
    List<Standing> open =
        Claims.open(
            standings.of(repository, name.normalised(), moment),
            Standing::source,
            claims.to(name.normalised()));
    Freshness freshness = new Freshness(moment, settings.freshness(), settings.missingFreshness());
    Decision decision = Decision.of(open, asked, freshness);
    return decision instanceof Decision.Use(Standing standing)
        ? new Step(decision, files.weight(standing.project().orElseThrow().id(), moment))
        : new Step(decision, Weight.NONE);
  }

  private Looks.Result ask(Standing standing, ProjectName name, Moment moment, long deadline) {
    Source source = standing.source();
    boolean latest = moment.isLatest();
    if (latest && standing.owns() && looks.rests(source, name)) {
      return new Looks.Unanswered(502, "It gave no answer a moment ago");
    }
    Duration left = Duration.ofNanos(Math.max(0, deadline - System.nanoTime()));
    Duration wait =
        latest && standing.owns() && settings.freshnessWait().compareTo(left) < 0
            ? settings.freshnessWait()
            : left;
    try {
      if (!latest) {
        awaitTurn(standing, left);
      }
      return looks
          .ask(source, name, standing.project().map(Project::look))
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

  /** An instant just past may be asked for again and again; the upstream is not. */
  private void awaitTurn(Standing standing, Duration atMost)
      throws InterruptedException, TimeoutException {
    Optional<Duration> turn =
        standing
            .project()
            .map(Project::look)
            .map(look -> Duration.between(standing.now(), look.at().plus(settings.lookEvery())))
            .filter(Duration::isPositive);
    if (turn.isPresent()) {
      if (turn.get().compareTo(atMost) > 0) {
        throw new TimeoutException();
      }
      Thread.sleep(turn.get());
    }
  }
}
