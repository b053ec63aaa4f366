package dev.larder.index.batch;

import dev.larder.index.batch.KnownProjects.KnownProject;
import dev.larder.index.file.CatalogueFile;
import dev.larder.index.file.Files;
import dev.larder.index.file.Weight;
import dev.larder.index.look.Observation;
import dev.larder.index.memory.TooLargeException;
import dev.larder.index.sweep.Sweeps;
import dev.larder.index.sweep.Swept;
import dev.larder.index.upstream.LeftOut;
import dev.larder.index.upstream.LeftOuts;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Compares looks with what is known of their projects, many at once. */
@Singleton
final class Comparison {
  /**
   * So much may be known of the projects that are compared at once, in bytes, if of one alone less.
   */
  static final long ROOM = 2 << 20;

  private final KnownProjects projects;
  private final Files files;
  private final LeftOuts leftOuts;
  private final Sweeps sweeps;

  Comparison(KnownProjects projects, Files files, LeftOuts leftOuts, Sweeps sweeps) {
    this.sweeps = sweeps;
    this.projects = projects;
    this.files = files;
    this.leftOuts = leftOuts;
  }

  private record Pair(Looked look, KnownProject known, Optional<Instant> swept) {
    long id() {
      return known.project().id();
    }

    boolean isUnchanged() {
      return look.answer() instanceof Observation.Unchanged;
    }
  }

  /**
   * Decides what is to become of them.
   *
   * @param room that has {@link #ROOM}, and grows for a project of which more is known
   */
  void compare(int source, List<Looked> looks, Decisions decisions, Room room) {
    List<String> names = looks.stream().map(look -> look.project().normalised()).toList();
    Map<String, KnownProject> known = projects.of(source, names);
    Swept swept = sweeps.swept(source, names);
    List<Pair> pairs = new ArrayList<>(known.size());
    Iterator<Long> ids = projects.ids(looks.size() - known.size()).iterator();
    for (Looked look : looks) {
      KnownProject project = known.get(look.project().normalised());
      if (project == null) {
        decisions.decide(look, ids.next(), swept.lookedAt(look.project().normalised()));
      } else {
        pairs.add(new Pair(look, project, swept.lookedAt(look.project().normalised())));
      }
    }
    if (!pairs.isEmpty()) {
      compare(pairs, decisions, room);
    }
  }

  private void compare(List<Pair> pairs, Decisions decisions, Room room) {
    Map<Long, Set<LeftOut>> leftOut = leftOuts.ofAll(ids(pairs));
    List<Long> whole = ids(pairs.stream().filter(pair -> !pair.isUnchanged()).toList());
    Map<Long, Weight> weights = whole.isEmpty() ? Map.of() : files.weights(whole);
    List<Pair> together = new ArrayList<>();
    long taken = 0;
    for (Pair pair : pairs) {
      long bytes = weights.getOrDefault(pair.id(), Weight.NONE).bytes();
      if (taken + bytes > ROOM) {
        decide(together, leftOut, decisions);
        together.clear();
        taken = 0;
      }
      if (fits(bytes, room)) {
        together.add(pair);
        taken += bytes;
      } else {
        decisions.drop(pair.look().project().normalised());
      }
    }
    decide(together, leftOut, decisions);
  }

  private static boolean fits(long bytes, Room room) {
    if (bytes <= ROOM) {
      return true;
    }
    try {
      room.need(bytes - ROOM);
      return true;
    } catch (TooLargeException e) {
      return false;
    }
  }

  private void decide(List<Pair> pairs, Map<Long, Set<LeftOut>> leftOut, Decisions decisions) {
    List<Long> whole = ids(pairs.stream().filter(pair -> !pair.isUnchanged()).toList());
    List<Long> unchanged = ids(pairs.stream().filter(Pair::isUnchanged).toList());
    Map<Long, List<CatalogueFile>> listed =
        byProject(whole.isEmpty() ? List.of() : files.listed(whole));
    listed.putAll(byProject(unchanged.isEmpty() ? List.of() : files.missed(unchanged)));
    for (Pair pair : pairs) {
      decisions.decide(
          pair.look(),
          pair.known(),
          pair.swept(),
          listed.getOrDefault(pair.id(), List.of()),
          leftOut.getOrDefault(pair.id(), Set.of()));
    }
  }

  private static Map<Long, List<CatalogueFile>> byProject(Collection<CatalogueFile> all) {
    return all.stream().collect(Collectors.groupingBy(CatalogueFile::project));
  }

  private static List<Long> ids(List<Pair> pairs) {
    return pairs.stream().map(Pair::id).toList();
  }
}
