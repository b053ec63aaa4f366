package dev.larder.index.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import org.postgresql.PGConnection;

/**
 * Held by one replica at a time: PostgreSQL's advisory lock, and what commits notify of meanwhile.
 * Both belong to a connection for as long as it lives, so it is none that a repository borrows.
 */
public final class Leadership implements AutoCloseable {
  private final Connection connection;
  private final long lock;
  private final Sql sql;

  private Leadership(Connection connection, long lock) {
    this.connection = connection;
    this.lock = lock;
    this.sql = new Sql(connection);
  }

  /**
   * Takes it, if nobody has it.
   *
   * @param channel whose notifications it waits for
   */
  static Optional<Leadership> take(Connection connection, long lock, String channel)
      throws SQLException {
    boolean taken = false;
    try {
      connection.setAutoCommit(true);
      Leadership leadership = new Leadership(connection, lock);
      taken =
          leadership
              .sql
              .of("select pg_try_advisory_lock(?) locked", lock)
              .first(row -> row.flag("locked"))
              .orElse(false);
      if (taken) {
        leadership.execute("listen " + channel);
      }
      return taken ? Optional.of(leadership) : Optional.empty();
    } finally {
      if (!taken) {
        connection.close();
      }
    }
  }

  /** Statements by the connection that has the lock: who lost it can't run any. */
  public Sql sql() {
    return sql;
  }

  /** Waits for a notification. */
  public void await(int millis) {
    try {
      connection.unwrap(PGConnection.class).getNotifications(millis);
    } catch (SQLException e) {
      throw new DatabaseException(e);
    }
  }

  /** Fails when the lock is lost. */
  public void require() {
    try {
      execute("select 1");
    } catch (SQLException e) {
      throw new DatabaseException(e);
    }
  }

  private void execute(String text) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(text);
    }
  }

  @Override
  public void close() {
    try (connection) {
      if (connection.isValid(1)) {
        execute("unlisten *");
        sql.of("select pg_advisory_unlock(?)", lock).first(row -> "");
      }
    } catch (SQLException e) {
      throw new DatabaseException(e);
    }
  }
}
