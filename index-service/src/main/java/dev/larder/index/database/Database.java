package dev.larder.index.database;

import io.micronaut.data.connection.jdbc.advice.DelegatingDataSource;
import io.micronaut.transaction.TransactionCallback;
import io.micronaut.transaction.TransactionDefinition;
import io.micronaut.transaction.TransactionDefinition.Isolation;
import io.micronaut.transaction.TransactionOperations;
import io.micronaut.transaction.support.DefaultTransactionDefinition;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import javax.sql.DataSource;

/** Transactions in the catalogue's PostgreSQL. */
@Singleton
public class Database {
  private static final TransactionDefinition READ = read();

  private final TransactionOperations<Connection> transactions;
  private final DataSource dataSource;
  private volatile boolean open;

  public Database(TransactionOperations<Connection> transactions, DataSource dataSource) {
    this.transactions = transactions;
    this.dataSource = DelegatingDataSource.unwrapDataSource(dataSource);
  }

  /** What is done in a transaction. */
  @FunctionalInterface
  public interface Work<T> {
    T in(Connection connection) throws SQLException;
  }

  /** Everything that {@code work} reads is of one instant. */
  public <T> T read(Work<T> work) {
    requireOpen();
    return execute(READ, status -> call(work, status.getConnection()));
  }

  /** All of {@code work}, or nothing if it throws. */
  public <T> T write(Work<T> work) {
    requireOpen();
    return execute(TransactionDefinition.DEFAULT, status -> call(work, status.getConnection()));
  }

  /** As {@link #write}, and nothing too if {@code work} gives nothing back. */
  public <T> Optional<T> writeIf(Work<Optional<T>> work) {
    requireOpen();
    return executeIf(work);
  }

  /** Connections without transactions, for what lives longer than a request. */
  public DataSource dataSource() {
    return dataSource;
  }

  /** Does the first work; from then on everybody may read and write. */
  public <T> void open(Work<Optional<T>> first) {
    executeIf(first);
    open = true;
  }

  /** Whether PostgreSQL answers and the tables are there. */
  public boolean isUp() {
    if (!open) {
      return false;
    }
    try (Connection connection = dataSource.getConnection()) {
      return connection.isValid(1);
    } catch (SQLException e) {
      return false;
    }
  }

  private void requireOpen() {
    if (!open) {
      throw new DatabaseAway("The catalogue is not open yet");
    }
  }

  private <T> Optional<T> executeIf(Work<Optional<T>> work) {
    return execute(
        TransactionDefinition.DEFAULT,
        status -> {
          Optional<T> result = call(work, status.getConnection());
          if (result.isEmpty()) {
            status.setRollbackOnly();
          }
          return result;
        });
  }

  private <T> T execute(TransactionDefinition definition, TransactionCallback<Connection, T> work) {
    try {
      return transactions.execute(definition, work);
    } catch (RuntimeException e) {
      throw DatabaseAway.orItself(e);
    }
  }

  private static <T> T call(Work<T> work, Connection connection) {
    try {
      return work.in(connection);
    } catch (SQLException e) {
      throw new DatabaseException(e);
    }
  }

  private static TransactionDefinition read() {
    DefaultTransactionDefinition definition = new DefaultTransactionDefinition();
    definition.setReadOnly(true);
    definition.setIsolationLevel(Isolation.REPEATABLE_READ);
    return definition;
  }
}
