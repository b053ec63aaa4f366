package dev.larder.index.look;

import dev.larder.index.clock.Stamp;
import dev.larder.index.database.Database;
import dev.larder.index.file.FileChanges;
import dev.larder.index.file.Files;
import dev.larder.index.file.Weight;
import dev.larder.index.look.Difference.Known;
import dev.larder.index.outbox.About;
import dev.larder.index.outbox.Author;
import dev.larder.index.outbox.Outbox;
import dev.larder.index.project.Project;
import dev.larder.index.project.Project.Look;
import dev.larder.index.project.Projects;
import dev.larder.index.settings.Settings;
import dev.larder.index.snapshot.Moment;
import dev.larder.index.source.Source;
import dev.larder.index.sweep.Sweeps;
import dev.larder.index.upstream.LeftOuts;
import dev.larder.index.upstream.Serials;
import dev.larder.messaging.Change.Kind;
import dev.larder.packaging.ProjectName;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings looks into the catalogue, each in one transaction. A look that teaches nothing moves the
 * project's look and nothing else: it takes no serial, for no page differs by it.
 */
@Singleton
public class Observations {
  private static final Logger log = LoggerFactory.getLogger(Observations.class);
  private static final int ATTEMPTS = 20;

  private final Settings settings;
  private final Database database;
  private final Outbox outbox;
  private final Projects projects;
  private final Files files;
  private final FileChanges fileChanges;
  private final Serials serials;
  private final LeftOuts leftOuts;
  private final Sweeps sweeps;

  public Observations(
      Settings settings,
      Database database,
      Outbox outbox,
      Projects projects,
      Files files,
      FileChanges fileChanges,
      Serials serials,
      LeftOuts leftOuts,
      Sweeps sweeps) {
    this.settings = settings;
    this.database = database;
    this.outbox = outbox;
    this.projects = projects;
    this.files = files;
    this.fileChanges = fileChanges;
    this.serials = serials;
    this.leftOuts = leftOuts;
    this.sweeps = sweeps;
  }

  /** What became of an observation. */
  public sealed interface Outcome {}

  /**
   * It is in the catalogue.
   *
   * @param serial the change it made, 0 if nothing differs
   */
  public record Applied(long serial) implements Outcome {}

  /** It was dropped whole: a later look, or one with a higher serial, came before it. */
  public record Dropped() implements Outcome {}

  private record Before(Project project, Optional<Instant> swept, Known known) {}

  /**
   * Applies what an upstream answered.
   *
   * @param lookedAt the database's instant before the upstream was asked
   * @param refused ids of files whose bytes the upstream refused for good before it was asked
   * @param memory that the answer has, and what was known of the project
   */
  public Outcome apply(
      Source source,
      ProjectName name,
      Instant lookedAt,
      Observation.Answer said,
      Set<Long> refused,
      LookMemory memory) {
    Observation.Answer answer =
        said.believed(serial -> database.write(() -> serials.believes(source.id(), serial)));
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      Before before = database.write(() -> before(source, name, refused, memory));
      Look last = before.project().look();
      if (isOutdated(before, lookedAt, answer)) {
        return new Dropped();
      }
      Difference difference = Difference.of(before.known(), answer, lookedAt);
      Look look = answer.look(last, lookedAt);
      Optional<Outcome> outcome =
          database.writeIf(
              () ->
                  difference.shows()
                      ? change(source, name, before, look, difference, answer)
                      : note(before.project(), look, difference, answer));
      if (outcome.isPresent()) {
        return outcome.get();
      }
    }
    throw new IllegalStateException(
        "%s in %s kept changing while a look at it was applied".formatted(name, source.name()));
  }

  private Before before(Source source, ProjectName name, Set<Long> refused, LookMemory memory) {
    Optional<Project> found = projects.find(source.id(), name.normalised());
    if (found.isEmpty()) {
      projects.ensure(source.id(), name);
      found = projects.find(source.id(), name.normalised());
    }
    Project project = found.orElseThrow();
    if (!memory.knows(project.lastSerial())) {
      Weight weight = files.weight(project.id(), Moment.LATEST);
      memory.know(weight, project.lastSerial());
    }
    Optional<Instant> swept = sweeps.lookedAt(source.id(), name.normalised());
    return new Before(
        project,
        swept,
        new Known(
            source.id(),
            name,
            files.at(project.id(), Moment.LATEST),
            projects.state(project.id(), Moment.LATEST).status(),
            Project.later(Optional.ofNullable(project.look()).map(Look::at), swept),
            settings.secondLook(),
            refused));
  }

  private boolean isOutdated(Before before, Instant lookedAt, Observation.Answer answer) {
    return before.known().lastLook().filter(last -> !lookedAt.isAfter(last)).isPresent()
        || (answer.isBehind(before.project().look())
            && !database.write(() -> serials.stands(before.project().id(), lookedAt)));
  }

  private Optional<Outcome> note(
      Project project, Look look, Difference difference, Observation.Answer answer) {
    if (!projects.look(project, look)) {
      return Optional.empty();
    }
    leaveOut(project, answer);
    misses(project, look, difference);
    return Optional.of(new Applied(0));
  }

  private Optional<Outcome> change(
      Source source,
      ProjectName name,
      Before before,
      Look look,
      Difference difference,
      Observation.Answer answer) {
    Project project = before.project();
    About about =
        About.project(Kind.PAGE_CHANGED, "look", source.id(), name.normalised(), Author.LARDER);
    Stamp stamp = outbox.begin(about);
    if (!projects.look(project, look)
        || !sweeps.lookedAt(source.id(), name.normalised()).equals(before.swept())) {
      return Optional.empty();
    }
    leaveOut(project, answer);
    projects.changed(stamp, project.id());
    Instant first = difference.firstVisible(stamp.instant());
    if (!difference.begins().isEmpty()) {
      projects.own(stamp, project.id(), name.normalised(), first);
    }
    fileChanges.end(stamp, project.id(), difference.ends());
    fileChanges.add(stamp, project.id(), difference.begins());
    fileChanges.state(stamp, project.id(), difference.states());
    fileChanges.move(project.id(), difference.moved());
    misses(project, look, difference);
    if (difference.status().isPresent()) {
      // The first state seen holds from the first file on; any other from its change.
      Instant since = project.look() == null ? first : stamp.instant();
      projects.status(stamp, project.id(), since, difference.status().get());
    }
    log.info(
        "{} in {}: {} files more, {} fewer, {} in another state, serial {}",
        name,
        source.name(),
        difference.begins().size(),
        difference.ends().size(),
        difference.states().size(),
        stamp.serial());
    return Optional.of(new Applied(stamp.serial()));
  }

  private void leaveOut(Project project, Observation.Answer answer) {
    if (answer instanceof Observation.Page page) {
      leftOuts.note(project.id(), page.leftOut());
    }
  }

  private void misses(Project project, Look look, Difference difference) {
    fileChanges.missed(project.id(), difference.missed(), look.at());
    fileChanges.missed(project.id(), difference.seenAgain(), null);
  }
}
