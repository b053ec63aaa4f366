package dev.larder.sync.database;

import dev.larder.sync.part.PartAwayException;
import io.micronaut.data.connection.jdbc.advice.DelegatingDataSource;
import io.micronaut.transaction.TransactionDefinition;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Set;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/** Transactions in the schema {@code sync}, where runs keep how far they are. */
@Singleton
public class Database {
  /** Ended by an administrator, crashed, starting up, and too many connections. */
  private static final Set<String> AWAY = Set.of("57P01", "57P02", "57P03", "53300");

  private static final String SCHEMA = "sync";

  private final TransactionOperations<Connection> transactions;
  private final DataSource dataSource;
  private volatile boolean open;

  Database(TransactionOperations<Connection> transactions, DataSource dataSource) {
    this.transactions = transactions;
    this.dataSource = DelegatingDataSource.unwrapDataSource(dataSource);
  }

  /**
   * All of {@code work}, or nothing if it throws.
   *
   * @throws PartAwayException when PostgreSQL is away
   */
  public <T> T write(Supplier<T> work) {
    if (!open) {
      throw new PartAwayException("PostgreSQL isn't ready yet");
    }
    try {
      return transactions.execute(TransactionDefinition.DEFAULT, status -> work.get());
    } catch (RuntimeException e) {
      throw awayOrItself(e);
    }
  }

  /** As {@link #write}, for work that gives nothing back. */
  public void run(Runnable work) {
    boolean unused =
        write(
            () -> {
              work.run();
              return true;
            });
  }

  /** Brings the tables up to date; from then on everybody may read and write. */
  public void open() {
    Flyway.configure()
        .dataSource(dataSource)
        .defaultSchema(SCHEMA)
        .schemas(SCHEMA)
        .load()
        .migrate();
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

  private static RuntimeException awayOrItself(RuntimeException failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException sql && isAway(sql)) {
        return new PartAwayException("PostgreSQL", sql);
      }
    }
    return failure;
  }

  private static boolean isAway(SQLException failure) {
    String state = failure.getSQLState();
    return failure instanceof SQLTransientConnectionException
        || (state != null && (state.startsWith("08") || AWAY.contains(state)));
  }
}
