package dev.larder.e2e.upstream.simulated;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * A project and which files it has. A release has as many files as every other of the project, but
 * for the last of those that were there at first.
 *
 * @param serial of its newest change
 * @param random what is peculiar to it follows from that
 * @param hasBytes whether its files can be had, and their hashes are true
 * @param perRelease how many files a release has
 * @param first how many files it had at first
 * @param later when it was released since
 * @param yanked releases, by their number from 0
 * @param removed files, each by release × {@code perRelease} + its place in it
 */
record Project(
    int number,
    String name,
    long serial,
    long random,
    boolean hasBytes,
    int perRelease,
    int first,
    List<Instant> later,
    Set<Integer> yanked,
    Set<Integer> removed) {
  private static final long OLDEST = Instant.parse("2008-01-01T00:00:00Z").getEpochSecond();
  private static final int YANKED_ONE_IN = 80;

  static Project old(World world, int number, long serial, int files) {
    long random = Mix.of(world.options().seed(), number);
    int perRelease =
        switch (Mix.below(10, random, 0)) {
          case 0, 1 -> 1;
          case 2, 3 -> Tag.values().length;
          default -> 2;
        };
    return new Project(
        number,
        world.names().of(number),
        serial,
        random,
        Mix.below(100, random, 2) < world.options().bytes(),
        perRelease,
        files,
        List.of(),
        Set.of(),
        Set.of());
  }

  /** A project of one release. */
  static Project fresh(World world, int number, long serial, Instant instant) {
    Project old = old(world, number, serial, 0);
    return old.with(serial, List.of(instant), old.yanked, old.removed);
  }

  /** What a change makes of it; nothing when it is removed. */
  Optional<Project> after(Change change) {
    int newest = releases() - 1;
    return switch (change.kind()) {
      case CREATED -> Optional.of(this);
      case RELEASED -> {
        List<Instant> instants = new ArrayList<>(later);
        instants.add(change.instant());
        yield Optional.of(with(change.serial(), instants, yanked, removed));
      }
      case YANKED -> Optional.of(with(change.serial(), later, and(yanked, newest), removed));
      case FILE_REMOVED ->
          Optional.of(with(change.serial(), later, yanked, and(removed, newest * perRelease)));
      case REMOVED -> Optional.empty();
    };
  }

  private Project with(
      long changed, List<Instant> instants, Set<Integer> yanks, Set<Integer> removals) {
    return new Project(
        number, name, changed, random, hasBytes, perRelease, first, instants, yanks, removals);
  }

  private static Set<Integer> and(Set<Integer> some, int another) {
    Set<Integer> all = new HashSet<>(some);
    all.add(another);
    return all;
  }

  int releases() {
    return firstReleases() + later.size();
  }

  private int firstReleases() {
    return Math.ceilDiv(first, perRelease);
  }

  /** The version of a release, which is above those of the releases before. */
  static String version(int release) {
    int next = release + 1;
    return next / 100 + "." + next / 10 % 10 + "." + next % 10;
  }

  /** The version of the newest release. */
  String newest() {
    return version(releases() - 1);
  }

  /** The name as it stands in file names. */
  String module() {
    return name.replace('-', '_');
  }

  boolean isYanked(int release) {
    return yanked.contains(release) || Mix.below(YANKED_ONE_IN, random, ~release) == 0;
  }

  /** The second in which a release was uploaded, since 1970. */
  long uploaded(int release) {
    int before = firstReleases();
    if (release >= before) {
      return later.get(release - before).getEpochSecond();
    }
    long age = World.BEGUN.getEpochSecond() - OLDEST;
    long born = OLDEST + Long.remainderUnsigned(random, age * 3 / 4);
    return born + (World.BEGUN.getEpochSecond() - born) * release / before;
  }

  /** All files, the oldest first. */
  void files(Consumer<ProjectFile> each) {
    for (int release = 0; release < releases(); release++) {
      release(release, each);
    }
  }

  /** The files of one release. */
  void release(int release, Consumer<ProjectFile> each) {
    String version = version(release);
    for (int place = 0; place < perRelease; place++) {
      if (has(release, place)) {
        each.accept(new ProjectFile(this, release, place, version));
      }
    }
  }

  /** The file of that number. */
  Optional<ProjectFile> file(int id) {
    int release = id / perRelease;
    return id >= 0 && release < releases() && has(release, id % perRelease)
        ? Optional.of(new ProjectFile(this, release, id % perRelease, version(release)))
        : Optional.empty();
  }

  private boolean has(int release, int place) {
    int id = release * perRelease + place;
    return (id < first || release >= firstReleases()) && !removed.contains(id);
  }
}
