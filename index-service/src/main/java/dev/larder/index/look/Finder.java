package dev.larder.index.look;

import dev.larder.index.claim.Claims;
import dev.larder.index.clock.CatalogueClock;
import dev.larder.index.database.Database;
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
import java.time.Instant;
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
  private final CatalogueClock clock;
  private final Standings standings;
  private final Claims claims;
  private final Looks looks;

  public Finder(
      Settings settings,
      Database database,
      CatalogueClock clock,
      Standings standings,
      Claims claims,
      Looks looks) {
    this.settings = settings;
    this.database = database;
    this.clock = clock;
    this.standings = standings;
    this.claims = claims;
    this.looks = looks;
  }

  /** Where a project is. */
  public sealed interface Finding {}

  /** The source of this standing owns it. */
  public record Owned(Standing standing) implements Finding {}

  /** No source of the repository has it. */
  public record Nowhere() implements Finding {}

  /**
   * An upstream that must be asked gave no answer.
   *
   * @param status 502, 503 or 504
   * @param retryAfter in how many seconds to ask again, of trouble that may pass
   */
  public record Unknown(int status, String detail, @Nullable Long retryAfter) implements Finding {}

  private record Situation(List<Standing> standings, Freshness freshness) {}

  /** Finds; takes at most {@link Settings#patience} plus what the database takes. */
  public Finding find(Repository repository, ProjectName name, Moment moment) {
    long deadline = System.nanoTime() + settings.patience().toNanos();
    Map<Integer, Looks.Result> asked = new HashMap<>();
    while (true) {
      Situation situation = database.read(() -> situation(repository, name, moment));
      switch (Decision.of(situation.standings(), asked, situation.freshness())) {
        case Decision.Use use -> {
          return new Owned(use.standing());
        }
        case Decision.Nobody() -> {
          return new Nowhere();
        }
        case Decision.Stuck stuck -> {
          return new Unknown(stuck.why().status(), stuck.why().detail(), stuck.why().retryAfter());
        }
        case Decision.Ask ask ->
            asked.put(
                ask.standing().source().id(),
                ask(ask.standing(), name, situation.freshness(), deadline));
      }
    }
  }

  private Situation situation(Repository repository, ProjectName name, Moment moment) {
    List<Standing> standings = this.standings.of(repository, name.normalised(), moment);
    return new Situation(
        Claims.open(standings, Standing::source, claims.to(name.normalised())),
        new Freshness(moment, settings.freshness(), settings.missingFreshness(), clock.now()));
  }

  private Looks.Result ask(
      Standing standing, ProjectName name, Freshness freshness, long deadline) {
    Source source = standing.source();
    boolean latest = freshness.moment().isLatest();
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
        awaitTurn(standing, freshness.now(), left);
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
  private void awaitTurn(Standing standing, Instant now, Duration atMost)
      throws InterruptedException, TimeoutException {
    Optional<Duration> turn =
        standing
            .project()
            .map(Project::look)
            .map(look -> Duration.between(now, look.at().plus(settings.lookEvery())))
            .filter(Duration::isPositive);
    if (turn.isPresent()) {
      if (turn.get().compareTo(atMost) > 0) {
        throw new TimeoutException();
      }
      Thread.sleep(turn.get());
    }
  }
}
