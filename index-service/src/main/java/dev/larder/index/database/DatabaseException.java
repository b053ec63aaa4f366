package dev.larder.index.database;

import java.sql.SQLException;

/** PostgreSQL refused a statement, or failed. */
public final class DatabaseException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  DatabaseException(SQLException cause) {
    super(cause.getMessage(), cause);
  }
}
