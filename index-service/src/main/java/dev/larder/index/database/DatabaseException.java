package dev.larder.index.database;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Set;

/** PostgreSQL failed, or is away. */
public final class DatabaseException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Shutting down, starting up, too many connections, and ended by an administrator. */
  private static final Set<String> AWAY =
      Set.of("57P01", "57P02", "57P03", "53300", "25006", "3D000");

  public DatabaseException(SQLException cause) {
    super(cause.getMessage(), cause);
  }

  /** Whether it is PostgreSQL that is away, and not a statement that was wrong. */
  public static boolean isAway(Throwable failure) {
    for (Throwable t = failure; t != null; t = t.getCause()) {
      if (t instanceof SQLTransientConnectionException || t instanceof CatalogueClosed) {
        return true;
      }
      if (t instanceof SQLException e
          && e.getSQLState() != null
          && (e.getSQLState().startsWith("08") || AWAY.contains(e.getSQLState()))) {
        return true;
      }
    }
    return false;
  }

  /** The catalogue hasn't been opened yet. */
  public static final class CatalogueClosed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public CatalogueClosed() {
      super("The catalogue is not open yet");
    }
  }
}
