package dev.larder.index.database;

import io.micronaut.data.connection.exceptions.ConnectionException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Set;

/** PostgreSQL can't be reached, or the catalogue isn't open yet. Trying again may help. */
public final class DatabaseAway extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Ended by an administrator, crashed, starting up, and too many connections. */
  private static final Set<String> STATES = Set.of("57P01", "57P02", "57P03", "53300");

  DatabaseAway(String message) {
    super(message);
  }

  private DatabaseAway(Throwable cause) {
    super(cause.getMessage(), cause);
  }

  /** This, if that is what the failure means; else the failure itself. */
  static RuntimeException orItself(RuntimeException failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException sql && isAway(sql)
          // A connection that ended before the pool knew of it has no state.
          || cause instanceof ConnectionException) {
        return new DatabaseAway(cause);
      }
    }
    return failure;
  }

  private static boolean isAway(SQLException failure) {
    String state = failure.getSQLState();
    return failure instanceof SQLTransientConnectionException
        || (state != null && (state.startsWith("08") || STATES.contains(state)));
  }
}
