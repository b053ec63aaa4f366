package dev.larder.index.describe;

import dev.larder.index.database.Database;
import dev.larder.index.metadata.DescribedReleases;
import jakarta.inject.Singleton;
import java.time.Duration;

/** Writes down what came of readings. */
@Singleton
final class Readings {
  private static final Duration FIRST = Duration.ofMinutes(1);
  private static final int TIMES = 4;

  /** A minute, four, sixteen, an hour, four hours, and most of a day later; then no more. */
  static final int TRIES = 7;

  private static final double A_DAY = Duration.ofDays(1).toSeconds();

  private final Database database;
  private final DueProjects projects;
  private final DescribedReleases described;

  Readings(Database database, DueProjects projects, DescribedReleases described) {
    this.database = database;
    this.projects = projects;
    this.described = described;
  }

  /**
   * Writes it down. What a file said that ended meanwhile is let go of: its page has changed, so
   * the project is due again.
   */
  void keep(DueProject due, Reading reading) {
    database.write(
        () -> {
          switch (reading) {
            case Reading.Said said -> keep(due, said);
            case Reading.Silent silent -> projects.read(due.id(), null, due.lastSerial());
            case Reading.Hidden hidden ->
                projects.failed(due.id(), due.lastSerial(), due.tries(), A_DAY);
            case Reading.Failed failed -> {
              int tries = due.tries() + 1;
              projects.failed(due.id(), due.lastSerial(), tries, again(tries));
            }
          }
          return reading;
        });
  }

  private void keep(DueProject due, Reading.Said said) {
    if (described.listed(due.id(), said.file()).isPresent()) {
      said.said().ifPresent(text -> described.keep(due.id(), said.file(), text));
      projects.read(due.id(), said.file(), due.lastSerial());
    }
  }

  private static Double again(int tries) {
    return tries < TRIES ? FIRST.toSeconds() * Math.pow(TIMES, tries - 1) : null;
  }
}
