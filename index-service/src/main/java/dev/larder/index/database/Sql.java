package dev.larder.index.database;

import io.micronaut.data.jdbc.runtime.JdbcOperations;
import io.micronaut.data.jdbc.runtime.PreparedStatementCallback;
import jakarta.annotation.Nullable;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Runs statements in the transaction of the thread that asks, as text where no repository of the
 * library can: a project's files are read in pieces, for it may have ten thousand; a statement has
 * conditions that who asks chooses; or it belongs to the connection that has the leadership.
 */
@Singleton
public class Sql {
  /** So many rows the driver holds at once beside what is made of them. */
  private static final int PIECE = 500;

  private final Preparing preparing;

  @Inject
  Sql(JdbcOperations jdbc) {
    this.preparing = jdbc::prepareStatement;
  }

  /** Outside transactions, by a connection of its own. */
  Sql(Connection connection) {
    this.preparing = new Own(connection);
  }

  private interface Preparing {
    <T> T with(String statement, PreparedStatementCallback<T> work);
  }

  private record Own(Connection connection) implements Preparing {
    @Override
    public <T> T with(String statement, PreparedStatementCallback<T> work) {
      try (PreparedStatement prepared = connection.prepareStatement(statement)) {
        return work.call(prepared);
      } catch (SQLException e) {
        throw new DatabaseException(e);
      }
    }
  }

  /**
   * A statement with its parameters: text, numbers, flags, instants (to the microsecond; {@link
   * Instant#MAX} is infinity), bytes, collections of texts or longs as arrays, and null.
   */
  public Statement of(String statement, @Nullable Object... parameters) {
    return new Statement(preparing, statement, Arrays.asList(parameters));
  }

  /** A statement that can be run. */
  public static final class Statement {
    private final Preparing preparing;
    private final String text;
    private final List<Object> parameters;

    private Statement(Preparing preparing, String text, List<Object> parameters) {
      this.preparing = preparing;
      this.text = text;
      this.parameters = parameters;
    }

    public <T> List<T> list(Row.Reader<T> reader) {
      return preparing.with(
          text,
          prepared -> {
            bind(prepared, parameters);
            prepared.setFetchSize(PIECE);
            try (ResultSet values = prepared.executeQuery()) {
              List<T> rows = new ArrayList<>();
              Row row = new Row(values);
              while (values.next()) {
                rows.add(reader.read(row));
              }
              return rows;
            }
          });
    }

    /** Reads rows one by one: of many only some are in memory. */
    public void each(Consumer<Row> reader) {
      preparing.with(
          text,
          prepared -> {
            bind(prepared, parameters);
            prepared.setFetchSize(PIECE);
            try (ResultSet values = prepared.executeQuery()) {
              Row row = new Row(values);
              while (values.next()) {
                reader.accept(row);
              }
              return true;
            }
          });
    }

    public <T> Optional<T> first(Row.Reader<T> reader) {
      return list(reader).stream().findFirst();
    }

    /** How many rows it changed. */
    public int update() {
      return preparing.with(
          text,
          prepared -> {
            bind(prepared, parameters);
            return prepared.executeUpdate();
          });
    }
  }

  /** Runs a statement once for each list of parameters, in few round trips. */
  public void batch(String statement, List<List<Object>> rows) {
    if (rows.isEmpty()) {
      return;
    }
    preparing.with(
        statement,
        prepared -> {
          for (List<Object> row : rows) {
            bind(prepared, row);
            prepared.addBatch();
          }
          return prepared.executeBatch();
        });
  }

  private static void bind(PreparedStatement prepared, List<Object> values) throws SQLException {
    for (int i = 0; i < values.size(); i++) {
      bind(prepared, i + 1, values.get(i));
    }
  }

  private static void bind(PreparedStatement prepared, int index, @Nullable Object value)
      throws SQLException {
    switch (value) {
      case null -> prepared.setNull(index, Types.NULL);
      case Instant instant ->
          prepared.setObject(
              index,
              instant.equals(Instant.MAX) ? OffsetDateTime.MAX : instant.atOffset(ZoneOffset.UTC),
              Types.TIMESTAMP_WITH_TIMEZONE);
      case byte[] bytes -> prepared.setBytes(index, bytes);
      case Collection<?> many -> {
        boolean texts = many.stream().allMatch(String.class::isInstance);
        prepared.setArray(
            index,
            prepared.getConnection().createArrayOf(texts ? "text" : "bigint", many.toArray()));
      }
      default -> prepared.setObject(index, value);
    }
  }
}
