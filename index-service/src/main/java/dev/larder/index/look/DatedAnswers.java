package dev.larder.index.look;

import dev.larder.index.database.Database;
import dev.larder.index.repository.SourceProjects.SourceProject;
import dev.larder.index.snapshot.Moment;
import dev.larder.index.source.Source;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Sees to it that what a snapshot has answered it answers for ever where the answer was that no
 * mirror had the name: the looks that this rests on are kept from before the answer on. Where a
 * finished sync says as much, nothing need be kept; and names that a mirror had once are kept in
 * any case.
 */
@Singleton
final class DatedAnswers {
  private static final Duration RETRY = Duration.ofHours(1);

  private final Database database;
  private final ReliedOnRepository names;
  private final int atMost;

  DatedAnswers(Database database, ReliedOnRepository names, LookLimits limits) {
    this.database = database;
    this.names = names;
    this.atMost = limits.datedNames() == 0 ? Integer.MAX_VALUE : limits.datedNames();
  }

  /** Whether the answer may be given. */
  sealed interface Kept {}

  /** It may. */
  record ForGood() implements Kept {}

  /** A look was forgotten meanwhile. */
  record Forgotten() implements Kept {}

  /** The source can't keep any more. */
  record Full(Looks.Unanswered why) implements Kept {}

  /** Why the source isn't asked for a name for the sake of an instant, if so. */
  Optional<Looks.Unanswered> refusal(SourceProject of) {
    boolean had = of.project().filter(project -> project.lastSerial() > 0).isPresent();
    if (had || !database.read(() -> names.isFull(of.source().id(), atMost)) || isMarked(of)) {
      return Optional.empty();
    }
    return Optional.of(full(of.source()));
  }

  /** Keeps the looks of these sources, none of which had the name at the moment. */
  Kept keep(List<SourceProject> consulted, Moment moment) {
    List<SourceProject> unkept =
        consulted.stream().filter(each -> restsOnItsLook(each, moment)).toList();
    if (unkept.isEmpty()) {
      return new ForGood();
    }
    List<Long> ids = unkept.stream().map(DatedAnswers::id).toList();
    Set<Long> marked =
        database.read(() -> names.all(ids)).stream()
            .filter(ReliedOn::reliedOn)
            .map(ReliedOn::id)
            .collect(Collectors.toSet());
    for (SourceProject each : unkept) {
      if (!marked.contains(id(each))) {
        Kept kept = database.write(() -> mark(each));
        if (!(kept instanceof ForGood)) {
          return kept;
        }
      }
    }
    return new ForGood();
  }

  private Kept mark(SourceProject of) {
    if (names.mark(id(of), of.source().id(), atMost) == 1) {
      return new ForGood();
    }
    return names
        .findById(id(of))
        .<Kept>map(row -> row.reliedOn() ? new ForGood() : new Full(full(of.source())))
        .orElseGet(Forgotten::new);
  }

  private boolean isMarked(SourceProject of) {
    return of.project().isPresent()
        && database.read(() -> names.findById(id(of))).filter(ReliedOn::reliedOn).isPresent();
  }

  private static boolean restsOnItsLook(SourceProject of, Moment moment) {
    return !of.source().isLocal()
        && of.project().filter(project -> project.lastSerial() == 0).isPresent()
        && of.swept().filter(swept -> !swept.isBefore(moment.instant())).isEmpty();
  }

  private static long id(SourceProject of) {
    return of.project().orElseThrow().id();
  }

  private Looks.Unanswered full(Source source) {
    return new Looks.Unanswered(
        429,
        ("Source '%s' keeps %d names that it hadn't at an instant, and no more; a sync of it makes"
                + " room, and latest is there")
            .formatted(source.name(), atMost),
        RETRY.toSeconds());
  }
}
