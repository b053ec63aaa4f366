package dev.larder.index.look;

import dev.larder.index.clock.CatalogueClock;
import dev.larder.index.clock.ClockJumped;
import dev.larder.index.database.Database;
import dev.larder.index.database.DatabaseAway;
import dev.larder.index.file.Files;
import dev.larder.index.file.Weight;
import dev.larder.index.health.UpstreamHealth;
import dev.larder.index.memory.Memory;
import dev.larder.index.memory.TooLargeException;
import dev.larder.index.outbox.Delivery;
import dev.larder.index.project.Project;
import dev.larder.index.project.Project.Look;
import dev.larder.index.project.Projects;
import dev.larder.index.snapshot.Moment;
import dev.larder.index.source.Source;
import dev.larder.memory.BudgetSpentException;
import dev.larder.packaging.ProjectName;
import dev.larder.service.flight.SingleFlight;
import dev.larder.service.request.RequestId;
import jakarta.annotation.Nullable;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at upstreams, once at a time a source and project: who asks while one is under way shares
 * its answer. A look goes on when nobody waits for it any more.
 */
@Singleton
public class Looks {
  private static final Logger log = LoggerFactory.getLogger(Looks.class);

  /** After a look that brought nothing, a known page is served so long without a new one. */
  private static final Duration REST = Duration.ofSeconds(10);

  private static final int RESTING_AT_MOST = 10_000;

  private final Database database;
  private final CatalogueClock clock;
  private final Projects projects;
  private final Files files;
  private final Upstreams upstreams;
  private final Observations observations;
  private final Delivery delivery;
  private final UpstreamHealth health;
  private final Memory memory;
  private final SingleFlight<Key, Result> flights = new SingleFlight<>();
  private final Map<Key, Long> resting = new ConcurrentHashMap<>();

  public Looks(
      Database database,
      CatalogueClock clock,
      Projects projects,
      Files files,
      Upstreams upstreams,
      Observations observations,
      Delivery delivery,
      UpstreamHealth health,
      Memory memory) {
    this.database = database;
    this.clock = clock;
    this.projects = projects;
    this.files = files;
    this.upstreams = upstreams;
    this.observations = observations;
    this.delivery = delivery;
    this.health = health;
    this.memory = memory;
  }

  /** How a look ended. */
  public sealed interface Result {}

  /** The catalogue knows what the upstream answered. */
  public record Answered() implements Result {}

  /**
   * Nothing was learnt.
   *
   * @param status 502, 503 or 504; 429 where nobody was asked because too much was
   * @param retryAfter in how many seconds to ask again, of trouble that may pass
   */
  public record Unanswered(int status, String detail, @Nullable Long retryAfter) implements Result {
    public Unanswered(int status, String detail) {
      this(status, detail, null);
    }
  }

  /** What is answered of a source whose upstream isn't to be asked. */
  static Unanswered offline(Source source) {
    return new Unanswered(
        503,
        "Source '%1$s' is offline: its upstream isn't asked, and what is known doesn't answer this; 'larder online --source=%1$s' ends that"
            .formatted(source.name()));
  }

  private record Key(int source, String project) {}

  private record Asked(Instant at, Optional<Look> last, Weight weight, long state) {}

  /**
   * Asks, or joins who asks already. Nobody is asked when a look has been made since the caller
   * looked at the catalogue, nor while the source is offline.
   *
   * @param known the last look that the caller saw
   */
  public CompletableFuture<Result> ask(Source source, ProjectName name, Optional<Look> known) {
    return ask(source, name, known, new How(false, Set.of()));
  }

  /**
   * As {@link #ask}, for the page itself, also if it is said to be unchanged.
   *
   * @param refused ids of the project's files whose bytes the upstream refuses for good: each ends
   *     if the page doesn't list it any more. Who joins another's look is not heard
   */
  public CompletableFuture<Result> askAnew(
      Source source, ProjectName name, Optional<Look> known, Set<Long> refused) {
    return ask(source, name, known, new How(true, refused));
  }

  private record How(boolean anew, Set<Long> refused) {}

  private CompletableFuture<Result> ask(
      Source source, ProjectName name, Optional<Look> known, How how) {
    if (source.isOffline()) {
      return CompletableFuture.completedFuture(offline(source));
    }
    Key key = new Key(source.id(), name.normalised());
    return flights.join(
        key,
        () ->
            CompletableFuture.supplyAsync(
                () -> {
                  Result result = fly(source, name, known, how);
                  note(key, result);
                  return result;
                },
                task -> RequestId.start("look", task)));
  }

  /** Whether the upstream gave no answer about a project a few seconds ago. */
  public boolean rests(Source source, ProjectName name) {
    Long since = resting.get(new Key(source.id(), name.normalised()));
    return since != null && System.nanoTime() - since < REST.toNanos();
  }

  private Result fly(Source source, ProjectName name, Optional<Look> known, How how) {
    try {
      Asked asked = database.read(() -> before(source, name));
      return asked.last().map(Look::at).equals(known.map(Look::at))
          ? fly(source, name, asked, how)
          : new Answered();
    } catch (BudgetSpentException e) {
      return new Unanswered(503, e.getMessage(), e.retryAfter().toSeconds());
    } catch (TooLargeException e) {
      log.warn("{} in {}: {}", name, source.name(), e.getMessage());
      return new Unanswered(
          502, "The page of %s in source '%s': %s".formatted(name, source.name(), e.getMessage()));
    } catch (ClockJumped e) {
      return new Unanswered(503, e.getMessage());
    } catch (DatabaseAway e) {
      return new Unanswered(503, "The catalogue's PostgreSQL can't be reached; try again");
    } catch (RuntimeException e) {
      log.error("A look at {} in {} failed", name, source.name(), e);
      return new Unanswered(
          502, "What upstream %s says about %s can't be read".formatted(source.name(), name));
    }
  }

  private Result fly(Source source, ProjectName name, Asked asked, How how) {
    String etag = how.anew() ? null : asked.last().filter(Look::found).map(Look::etag).orElse(null);
    try (LookMemory held = new LookMemory(memory, source.name(), asked.weight(), asked.state())) {
      return switch (upstreams.look(source, name, etag, held)) {
        case Observation.Answer answer -> {
          health.answered(source);
          yield learn(source, name, asked.at(), answer, how.refused(), held);
        }
        case Observation.Failed failed -> {
          log.warn("{}: {}", name, failed.detail());
          if (!failed.ours()) {
            health.failed(source, asked.at(), failed.reason());
          }
          yield new Unanswered(failed.status(), failed.detail(), failed.retryAfter());
        }
      };
    }
  }

  private Asked before(Source source, ProjectName name) {
    Optional<Project> project = projects.find(source.id(), name.normalised());
    Weight weight =
        project.isEmpty() ? Weight.NONE : files.weight(project.get().id(), Moment.LATEST);
    return new Asked(
        clock.nowToKeep(),
        project.map(Project::look),
        weight,
        project.map(Project::lastSerial).orElse(0L));
  }

  private Result learn(
      Source source,
      ProjectName name,
      Instant lookedAt,
      Observation.Answer answer,
      Set<Long> refused,
      LookMemory memory) {
    return switch (observations.apply(source, name, lookedAt, answer, refused, memory)) {
      case Observations.Applied applied -> {
        if (applied.serial() > 0) {
          delivery.await(applied.serial());
        }
        yield new Answered();
      }
      case Observations.Dropped() -> {
        log.info("A look at {} in {} came too late and is dropped", name, source.name());
        yield new Unanswered(
            502,
            "Upstream %s failed: it answered with an older page of %s than it had before"
                .formatted(source.name(), name));
      }
    };
  }

  private void note(Key key, Result result) {
    switch (result) {
      case Answered() -> resting.remove(key);
      case Unanswered unanswered -> {
        if (resting.size() >= RESTING_AT_MOST) {
          resting.clear();
        }
        resting.put(key, System.nanoTime());
      }
    }
  }
}
