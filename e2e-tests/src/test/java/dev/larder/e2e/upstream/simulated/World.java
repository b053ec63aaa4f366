package dev.larder.e2e.upstream.simulated;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * All projects as they stand after some days. Each day one in a hundred changes, every project once
 * in a hundred days, and one in a thousand is new. Any question costs what its answer costs,
 * however many projects there are.
 *
 * @param days when each day was over
 */
record World(Options options, Names names, Shuffle sizes, Shuffle turns, List<Instant> days) {
  /** When the index began to change; all that was there at first is older. */
  static final Instant BEGUN = Instant.parse("2026-01-01T00:00:00Z");

  private static final int CHANGED_ONE_IN = 100;
  private static final int NEW_ONE_IN = 1000;

  /** How much rarer larger projects are; PyPI's largest has then some 15,000 files. */
  private static final double STEEPNESS = 0.47;

  static World of(Options options) {
    long seed = options.seed();
    return new World(
        options,
        new Names(seed),
        new Shuffle(options.projects(), 2_147_483_647, seed),
        new Shuffle(options.projects(), 1_000_000_007, ~seed),
        List.of());
  }

  /** The next day, which is over at that instant. */
  World later(Instant instant) {
    List<Instant> all = new ArrayList<>(days);
    all.add(instant);
    return new World(options, names, sizes, turns, List.copyOf(all));
  }

  /** Is equal where all pages are. */
  int edition() {
    return 31 * options.hashCode() + days.hashCode();
  }

  /** How many projects there are or were. */
  int projects() {
    return options.projects() + made(days.size());
  }

  /** The serial of the last change. */
  long serial() {
    return last(days.size());
  }

  /** The project of that normalised name. */
  Optional<Project> find(String name) {
    OptionalInt number = names.number(name);
    return number.isEmpty() ? Optional.empty() : project(number.getAsInt());
  }

  /** The project of that number, unless it is removed or not there yet. */
  Optional<Project> project(int number) {
    return project(number, serial());
  }

  /** The same as it was after the change of that serial. */
  Optional<Project> project(int number, long until) {
    int first = options.projects();
    if (number < 0 || number >= projects()) {
      return Optional.empty();
    }
    if (number >= first) {
      int day = dayOf(number - first, NEW_ONE_IN);
      long serial = last(day) - made(day) + number - first + 1;
      return serial > until
          ? Optional.empty()
          : Optional.of(Project.fresh(this, number, serial, days.get(day - 1)));
    }
    int place = turns.placeOf(number);
    Optional<Project> project =
        Optional.of(Project.old(this, number, place + 1, files(sizes.placeOf(number))));
    for (long turn = place; turn < changed(days.size()) && project.isPresent(); turn += first) {
      Change change = turn(turn);
      if (change.serial() > until) {
        break;
      }
      project = project.get().after(change);
    }
    return project;
  }

  /** The change of that serial. */
  Change change(long serial) {
    int first = options.projects();
    if (serial <= first) {
      return new Change(turns.at(serial - 1), serial, Change.Kind.CREATED, BEGUN);
    }
    int day = 1;
    while (last(day) < serial) {
      day++;
    }
    long turn = changed(day - 1) + serial - last(day - 1) - 1;
    return turn < changed(day)
        ? turn(turn)
        : new Change(
            (int) (first + made(day - 1) + turn - changed(day)),
            serial,
            Change.Kind.CREATED,
            days.get(day - 1));
  }

  private Change turn(long turn) {
    int day = dayOf(turn, CHANGED_ONE_IN);
    long serial = last(day - 1) + turn - changed(day - 1) + 1;
    return new Change(
        turns.at(turn % options.projects()), serial, Change.Kind.of(turn), days.get(day - 1));
  }

  /** How many files the project has that is larger than all but some others. */
  private int files(int larger) {
    double scale = (options.filesEach() - 1) * (1 - STEEPNESS) / STEEPNESS;
    double rarity = (double) options.projects() / (larger + 1);
    return 1 + (int) Math.round(scale * (Math.pow(rarity, STEEPNESS) - 1));
  }

  // what has happened by the end of a day, 0 being the day before the first

  private long last(int day) {
    return options.projects() + changed(day) + made(day);
  }

  private long changed(int day) {
    return (long) day * options.projects() / CHANGED_ONE_IN;
  }

  private int made(int day) {
    return (int) ((long) day * options.projects() / NEW_ONE_IN);
  }

  private int dayOf(long event, int oneIn) {
    return (int) Math.ceilDiv((event + 1) * oneIn, options.projects());
  }
}
