package dev.larder.index.batch;

import dev.larder.index.batch.KnownProjects.KnownProject;
import dev.larder.index.file.CatalogueFile;
import dev.larder.index.look.Difference;
import dev.larder.index.look.Observation;
import dev.larder.index.project.Project;
import dev.larder.index.project.Project.Look;
import dev.larder.index.project.Status;
import dev.larder.index.upstream.LateLooks;
import dev.larder.index.upstream.LeftOut;
import dev.larder.index.upstream.Scale;
import dev.larder.packaging.ProjectName;
import jakarta.annotation.Nullable;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * What is to become of the looks of a batch, by the rules of single looks ({@link Difference}), as
 * rows to be staged. Not thread-safe.
 */
final class Decisions {
  private final int source;
  private final Optional<UUID> newestRun;
  private final Instant lookedAt;
  private final Duration secondLook;
  private final Scale scale;
  private final List<String> dropped = new ArrayList<>();
  private final StagedRows rows = new StagedRows();
  private int known;
  private int unknown;
  private int changing;
  private long files;

  /**
   * None yet.
   *
   * @param newestRun the newest finished sync of the source
   * @param scale of the source's serials
   */
  Decisions(
      int source, Optional<UUID> newestRun, Instant lookedAt, Duration secondLook, Scale scale) {
    this.source = source;
    this.newestRun = newestRun;
    this.lookedAt = lookedAt;
    this.secondLook = secondLook;
    this.scale = scale;
  }

  /**
   * One about a project of which nothing is known, under an id of its own.
   *
   * @param swept when the newest sync began that looked at the name too
   */
  void decide(Looked look, long id, Optional<Instant> swept) {
    Observation.Answer answer = look.answer().believed(scale::believes);
    if (isOutdated(swept)) {
      return;
    }
    unknown++;
    ProjectName name = look.project();
    take(name, id, null, answer, difference(name, List.of(), null, swept, answer), Set.of());
  }

  /** Whether a later look has told what this one could. */
  private boolean isOutdated(Optional<Instant> lastLook) {
    return lastLook.filter(last -> !lookedAt.isAfter(last)).isPresent();
  }

  /**
   * One about a project that is known.
   *
   * @param listed what its page lists; of an unchanged one what was missed is enough
   * @param leftOut what was left out of it
   */
  void decide(
      Looked looked,
      KnownProject project,
      Optional<Instant> swept,
      List<CatalogueFile> listed,
      Set<LeftOut> leftOut) {
    Observation.Answer answer = looked.answer().believed(scale::believes);
    Look last = project.project().look();
    Optional<Instant> lastLook = Project.later(Optional.ofNullable(last).map(Look::at), swept);
    if (isOutdated(lastLook)) {
      return;
    }
    known++;
    LateLooks late = project.late(lookedAt);
    if (answer.isBehind(last) && !late.stand(lookedAt)) {
      drop(project, late);
      return;
    }
    take(
        looked.project(),
        project.project().id(),
        project,
        answer,
        difference(looked.project(), listed, project, lastLook, answer),
        leftOut);
  }

  /** Leaves out a project whose look can't be taken. */
  void drop(String name) {
    dropped.add(name);
  }

  private Difference difference(
      ProjectName name,
      List<CatalogueFile> listed,
      @Nullable KnownProject project,
      Optional<Instant> lastLook,
      Observation.Answer answer) {
    return Difference.of(
        new Difference.Known(
            source,
            name,
            listed,
            project == null ? Optional.empty() : project.status(),
            lastLook,
            secondLook,
            Set.of()),
        answer,
        lookedAt);
  }

  private static @Nullable Look look(@Nullable KnownProject project) {
    return project == null ? null : project.project().look();
  }

  private void drop(KnownProject project, LateLooks looks) {
    dropped.add(project.project().name());
    rows.late();
    rows.project(
        project.project().id(),
        project.project().name(),
        true,
        project.project().lastSerial(),
        look(project).at(),
        false,
        false,
        null,
        null,
        null,
        null,
        false,
        false,
        null,
        null,
        false,
        looks.since(),
        looks.looks());
  }

  private void take(
      ProjectName name,
      long id,
      @Nullable KnownProject project,
      Observation.Answer answer,
      Difference difference,
      Set<LeftOut> leftOut) {
    Look last = look(project);
    Look look = answer.look(last, lookedAt);
    boolean shows = difference.shows();
    changing += shows ? 1 : 0;
    Optional<Status> status = difference.status().orElse(Optional.empty());
    rows.project(
        id,
        name.normalised(),
        project != null,
        project == null ? 0 : project.project().lastSerial(),
        last == null ? null : last.at(),
        shows,
        !difference.begins().isEmpty(),
        first(difference),
        look.found(),
        look.serial(),
        look.etag(),
        difference.status().isPresent(),
        last == null,
        status.map(Status::status).orElse(null),
        status.map(Status::reason).orElse(null),
        leaveOut(id, answer, leftOut),
        null,
        0);
    files += difference.begins().size();
    rows.add(id, difference, lookedAt);
  }

  /** When the first of them becomes visible that do so before the change. */
  private static @Nullable Instant first(Difference difference) {
    return difference.begins().stream()
        .flatMap(file -> file.from().stream())
        .min(Comparator.naturalOrder())
        .orElse(null);
  }

  /** Whether something else is left out than before. */
  private boolean leaveOut(long project, Observation.Answer answer, Set<LeftOut> before) {
    if (!(answer instanceof Observation.Page page) || Set.copyOf(page.leftOut()).equals(before)) {
      return false;
    }
    rows.add(project, page.leftOut());
    return true;
  }

  /** What is to be written, as far as it isn't staged yet. */
  StagedRows rows() {
    return rows;
  }

  /** How many of the projects were known, as they are staged. */
  int known() {
    return known;
  }

  int unknown() {
    return unknown;
  }

  /** How many projects have other pages. */
  int changing() {
    return changing;
  }

  /** How many files there are that weren't there. */
  long files() {
    return files;
  }

  /** The names of those whose looks weren't taken. */
  List<String> dropped() {
    return dropped;
  }

  /** On what they rest, beside the projects themselves. */
  Optional<UUID> newestRun() {
    return newestRun;
  }

  Scale scale() {
    return scale;
  }
}
