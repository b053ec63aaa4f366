package dev.larder.index.outbox;

import dev.larder.index.clock.ClockWatch;
import dev.larder.index.clock.Stamp;
import dev.larder.index.database.Row;
import dev.larder.index.database.Sql;
import dev.larder.messaging.Change;
import dev.larder.service.request.RequestId;
import jakarta.inject.Singleton;
import java.util.List;

/** The changes of the catalogue, in order, kept for ever. */
@Singleton
public class Outbox {
  /** Where the commit of a change tells the relay of it, by a trigger. */
  public static final String CHANNEL = "larder_changes";

  /** The library takes a statement that writes twice for one that gives nothing back. */
  private static final String BEGIN =
      """
      with moved as (
        update clock set serial = serial + 1,
          instant = greatest(instant + interval '1 microsecond', clock_timestamp())
          returning serial, instant, clock_timestamp() reading, confirmed),
      written as (
        insert into change (serial, instant, kind, action, repository, source, project, subject,
          tags, by, comment, request_id, by_name, from_address)
        select serial, instant, ?::text, ?::text, ?::integer, ?::integer, ?::text, ?::text,
          ?::text[], ?::text, ?::text, ?::text, ?::text, ?::text from moved)
      select serial, instant, reading, confirmed from moved
      """;

  private final Sql sql;
  private final ClockWatch watch;
  private final ChangeRows changes;

  public Outbox(Sql sql, ClockWatch watch, ChangeRows changes) {
    this.sql = sql;
    this.watch = watch;
    this.changes = changes;
  }

  /**
   * Begins a change: moves the clock on and keeps it locked until the transaction ends, writes down
   * what the change is about and gives the stamp for its rows. So changes are committed in the
   * order of their serials and instants, and one that is rolled back leaves no gap. What can be
   * prepared comes before.
   *
   * @throws dev.larder.index.clock.ClockJumped if the database's clock jumped forward
   */
  public Stamp begin(About about) {
    return sql.of(
            BEGIN,
            about.kind().wire(),
            about.action(),
            about.repository() == 0 ? null : about.repository(),
            about.source() == 0 ? null : about.source(),
            about.project(),
            about.subject(),
            about.tags(),
            about.by().id(),
            about.comment(),
            RequestId.current().orElse(null),
            about.by().name(),
            about.by().address())
        .first(this::begun)
        .orElseThrow();
  }

  private Stamp begun(Row row) {
    watch.check(new ClockWatch.Reading(row.instant("reading"), row.instant("confirmed")));
    return new Stamp(row.number("serial"), row.instant("instant"));
  }

  /**
   * Whether what was decided about something when {@code serial} was the newest change still holds:
   * nothing of the same project has changed, nor sources, repositories or claims.
   */
  public boolean holds(About about, long serial) {
    return about.project() != null
        && !changes.changedAfter(serial, about.source(), about.project());
  }

  static long newest(Sql sql) {
    return sql.of("select serial from clock").first(row -> row.number("serial")).orElseThrow();
  }

  static List<Change> after(Sql sql, long serial, int limit) {
    return sql.of("select * from change where serial > ? order by serial limit ?", serial, limit)
        .list(Outbox::read);
  }

  private static Change read(Row row) {
    String by = row.text("by");
    return new Change(
        row.number("serial"),
        row.instant("instant"),
        kind(row.text("kind")),
        row.number("source"),
        row.text("project"),
        Author.LARDER.id().equals(by) ? null : by,
        row.text("request_id"),
        row.texts("tags"));
  }

  private static Change.Kind kind(String wire) {
    for (Change.Kind kind : Change.Kind.values()) {
      if (kind.wire().equals(wire)) {
        return kind;
      }
    }
    throw new IllegalStateException("Unknown kind of change: " + wire);
  }
}
