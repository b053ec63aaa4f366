package dev.larder.index.outbox;

import dev.larder.index.access.Asking;
import dev.larder.index.access.RequestId;
import dev.larder.index.clock.CatalogueClock;
import dev.larder.index.clock.Stamp;
import dev.larder.index.database.Row;
import dev.larder.index.database.Sql;
import dev.larder.messaging.Change;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** The changes of the catalogue, in order, kept for ever. */
@Singleton
public class Outbox {
  /** What a commit tells the relay. */
  static final String CHANNEL = "larder_changes";

  private final CatalogueClock clock;

  public Outbox(CatalogueClock clock) {
    this.clock = clock;
  }

  /**
   * Begins a change: locks the clock, writes down what the change is about and gives the stamp for
   * its rows. What can be prepared comes before.
   */
  public Stamp begin(Connection connection, About about) throws SQLException {
    Stamp stamp = clock.advance(connection);
    // What Larder finds out itself it does for nobody.
    Optional<Asking> asking =
        about.by().equals(About.LARDER) ? Optional.empty() : Optional.of(Asking.current());
    Sql.of(
            "insert into change (serial, instant, kind, action, repository, source, project,"
                + " subject, tags, by, comment, request_id, by_name, from_address)"
                + " values (?, ?, ?, ?, nullif(?, 0), nullif(?, 0), ?, ?, ?, ?, ?, ?, ?, ?)",
            stamp.serial(),
            stamp.instant(),
            about.kind().wire(),
            about.action(),
            about.repository(),
            about.source(),
            about.project(),
            about.subject(),
            about.tags(),
            about.by(),
            about.comment(),
            RequestId.current().orElse(null),
            asking.flatMap(each -> each.caller().called()).orElse(null),
            asking.flatMap(Asking::from).orElse(null))
        .update(connection);
    Sql.of("select pg_notify('" + CHANNEL + "', '')").first(connection, row -> "");
    return stamp;
  }

  long newest(Connection connection) throws SQLException {
    return clock.newest(connection).serial();
  }

  List<Change> after(Connection connection, long serial, int limit) throws SQLException {
    return Sql.of("select * from change where serial > ? order by serial limit ?", serial, limit)
        .list(connection, Outbox::read);
  }

  private static Change read(Row row) throws SQLException {
    String by = row.text("by");
    return new Change(
        row.number("serial"),
        row.instant("instant"),
        kind(row.text("kind")),
        row.number("source"),
        row.text("project"),
        About.LARDER.equals(by) ? null : by,
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
