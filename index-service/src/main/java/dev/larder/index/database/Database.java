package dev.larder.index.database;

import io.micronaut.data.connection.jdbc.advice.DelegatingDataSource;
import io.micronaut.transaction.TransactionCallback;
import io.micronaut.transaction.TransactionDefinition;
import io.micronaut.transaction.TransactionOperations;
import io.micronaut.transaction.TransactionStatus;
import io.micronaut.transaction.support.DefaultTransactionDefinition;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/** Transactions in the catalogue's PostgreSQL. */
@Singleton
public class Database {
  private static final TransactionDefinition READ = read();

  private final TransactionOperations<Connection> transactions;
  private final DataSource dataSource;
  private final Turns turns = new Turns(this::inTransaction);
  private volatile boolean open;

  public Database(TransactionOperations<Connection> transactions, DataSource dataSource) {
    this.transactions = transactions;
    this.dataSource = DelegatingDataSource.unwrapDataSource(dataSource);
  }

  /** Everything that {@code work} reads is of one instant. */
  public <T> T read(Supplier<T> work) {
    requireOpen();
    return execute(READ, status -> atOneInstant(status, work));
  }

  /** All of {@code work}, or nothing if it throws. Changes are made one after the other. */
  public <T> T write(Supplier<T> work) {
    requireOpen();
    return turns.alone(() -> execute(TransactionDefinition.DEFAULT, status -> work.get()));
  }

  /**
   * As {@link #write}, in a transaction that other work may share which waits for its turn
   * meanwhile: so a busy catalogue commits less often than it changes.
   *
   * @param work done on any thread; done again, if other work fails that was done with it
   */
  public <T> T writeWithOthers(Supplier<T> work) {
    requireOpen();
    return turns.shared(work);
  }

  /** As {@link #write}, and nothing too if {@code work} gives nothing back. */
  public <T> Optional<T> writeIf(Supplier<Optional<T>> work) {
    requireOpen();
    return turns.alone(() -> executeIf(work));
  }

  /**
   * As {@link #writeIf}, for what takes long to prepare: that is done in the same transaction, but
   * before its turn, while others make their changes.
   *
   * @param preparation writes into temporary tables alone: what it locked, others could wait for
   *     that have the turn
   */
  public <P, T> Optional<T> writeIf(Supplier<P> preparation, Function<P, Optional<T>> work) {
    requireOpen();
    try {
      return executeIf(
          () -> {
            P prepared = preparation.get();
            turns.begin();
            return work.apply(prepared);
          });
    } finally {
      turns.end();
    }
  }

  /**
   * Beside everything else, and nothing of it stays: for questions that need temporary tables. What
   * it reads is of the instant of each statement.
   */
  public void apart(Runnable work) {
    requireOpen();
    executeIf(
        () -> {
          work.run();
          return Optional.empty();
        });
  }

  /** Brings the tables up to date, before anybody may read them. */
  public void migrate() {
    Flyway.configure().dataSource(dataSource).load().migrate();
  }

  /**
   * Takes the leadership among all replicas, if none has it.
   *
   * @param channel whose notifications the leader waits for
   */
  public Optional<Leadership> lead(long lock, String channel) {
    try {
      return Leadership.take(dataSource.getConnection(), lock, channel);
    } catch (SQLException e) {
      throw new DatabaseException(e);
    }
  }

  /** Does the first work; from then on everybody may read and write. */
  public <T> void open(Supplier<Optional<T>> first) {
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

  private void inTransaction(Runnable work) {
    execute(
        TransactionDefinition.DEFAULT,
        status -> {
          work.run();
          return status;
        });
  }

  private <T> Optional<T> executeIf(Supplier<Optional<T>> work) {
    return execute(
        TransactionDefinition.DEFAULT,
        status -> {
          Optional<T> result = work.get();
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

  /**
   * Says so to PostgreSQL in the round trip that begins the transaction. As a definition's
   * isolation level it would take three more: to ask for the session's, to set it and to set it
   * back.
   */
  private static <T> T atOneInstant(TransactionStatus<Connection> status, Supplier<T> work) {
    if (status.isNewTransaction()) {
      try (Statement statement = status.getConnection().createStatement()) {
        statement.execute("set transaction isolation level repeatable read");
      } catch (SQLException e) {
        throw new DatabaseException(e);
      }
    }
    return work.get();
  }

  private static TransactionDefinition read() {
    DefaultTransactionDefinition definition = new DefaultTransactionDefinition();
    definition.setReadOnly(true);
    return definition;
  }
}
