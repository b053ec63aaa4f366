package dev.larder.index.snapshot;

import dev.larder.index.clock.CatalogueClock;
import dev.larder.index.clock.Stamp;
import dev.larder.index.database.Database;
import dev.larder.index.outbox.ChangeRows;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;

/** Which moment a snapshot's name means. */
@Singleton
public class Snapshots {
  private final Database database;
  private final CatalogueClock clock;
  private final ChangeRows changes;

  public Snapshots(Database database, CatalogueClock clock, ChangeRows changes) {
    this.database = database;
    this.clock = clock;
    this.changes = changes;
  }

  /** What became of a name. */
  public sealed interface Resolved {}

  /** No change will ever be stamped with this instant, or an earlier one. */
  public record Good(SnapshotName name, Moment moment) implements Resolved {}

  /** There is no such snapshot; the line names the newest there is. */
  public record Bad(String line) implements Resolved {}

  private record Now(Stamp newest, Instant instant) {}

  /** Resolves a name as it stands in a URL. */
  public Resolved resolve(String text) {
    if (text.equals(SnapshotName.LATEST)) {
      return new Good(new SnapshotName.Latest(), Moment.LATEST);
    }
    Now now = database.read(() -> new Now(clock.newest(), clock.now()));
    Optional<SnapshotName> name = SnapshotName.parse(text);
    if (name.isEmpty()) {
      return new Bad(
          "'%s' is no snapshot: give 'latest', a date such as %s, an instant such as %s or a serial up to %d"
              .formatted(text, today(now), now.instant(), now.newest().serial()));
    }
    return switch (name.get()) {
      case SnapshotName.Latest latest -> new Good(latest, Moment.LATEST);
      case SnapshotName.Date date ->
          date.instant().isAfter(now.instant())
              ? future(text, today(now).toString())
              : good(date, date.instant(), now);
      case SnapshotName.At at ->
          at.instant().isAfter(now.instant())
              ? future(text, now.instant().toString())
              : good(at, at.instant(), now);
      case SnapshotName.Serial serial -> serial(serial, now);
    };
  }

  private Resolved serial(SnapshotName.Serial serial, Now now) {
    if (serial.serial() > now.newest().serial()) {
      return new Bad(
          "There is no change %d yet; the newest is %d"
              .formatted(serial.serial(), now.newest().serial()));
    }
    Instant instant = database.read(() -> changes.instant(serial.serial()));
    return new Good(serial, Moment.at(instant));
  }

  private Good good(SnapshotName name, Instant instant, Now now) {
    if (instant.isAfter(now.newest().instant())) {
      database.write(
          () -> {
            clock.moveTo(instant);
            return instant;
          });
    }
    return new Good(name, Moment.at(instant));
  }

  private static Bad future(String text, String newest) {
    return new Bad("Snapshot %s is in the future; the newest is %s".formatted(text, newest));
  }

  private static LocalDate today(Now now) {
    return LocalDate.ofInstant(now.instant(), ZoneOffset.UTC);
  }

  /** The newest change at a moment, 0 if there was none. */
  public long serialAt(Moment moment) {
    return changes.newest(moment.instant()).orElse(0L);
  }
}
