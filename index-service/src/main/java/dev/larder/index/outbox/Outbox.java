package dev.larder.index.outbox;

import dev.larder.index.clock.CatalogueClock;
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
  static final String CHANNEL = "larder_changes";

  private final CatalogueClock clock;
  private final ChangeRows changes;

  public Outbox(CatalogueClock clock, ChangeRows changes) {
    this.clock = clock;
    this.changes = changes;
  }

  /**
   * Begins a change: locks the clock, writes down what the change is about and gives the stamp for
   * its rows. What can be prepared comes before.
   */
  public Stamp begin(About about) {
    Stamp stamp = clock.advance();
    changes.save(
        new ChangeRow(
            stamp.serial(),
            stamp.instant(),
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
            about.by().address()));
    return stamp;
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
