package dev.larder.index.database;

import jakarta.annotation.Nullable;
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

/**
 * A statement with its parameters: text, numbers, flags, instants (to the microsecond; {@link
 * Instant#MAX} is infinity), bytes, collections of texts or longs as arrays, and null.
 */
public final class Sql {
  /** So many rows the driver holds at once beside what is made of them. */
  private static final int PIECE = 500;

  private final String statement;
  private final List<Object> parameters;

  private Sql(String statement, List<Object> parameters) {
    this.statement = statement;
    this.parameters = parameters;
  }

  public static Sql of(String statement, @Nullable Object... parameters) {
    return new Sql(statement, Arrays.asList(parameters));
  }

  public <T> List<T> list(Connection connection, Row.Reader<T> reader) throws SQLException {
    try (PreparedStatement prepared = prepare(connection)) {
      prepared.setFetchSize(PIECE);
      return list(prepared, reader);
    }
  }

  private static <T> List<T> list(PreparedStatement prepared, Row.Reader<T> reader)
      throws SQLException {
    try (ResultSet values = prepared.executeQuery()) {
      List<T> rows = new ArrayList<>();
      Row row = new Row(values);
      while (values.next()) {
        rows.add(reader.read(row));
      }
      return rows;
    }
  }

  public <T> Optional<T> first(Connection connection, Row.Reader<T> reader) throws SQLException {
    return list(connection, reader).stream().findFirst();
  }

  /** How many rows it changed. */
  public int update(Connection connection) throws SQLException {
    try (PreparedStatement prepared = prepare(connection)) {
      return prepared.executeUpdate();
    }
  }

  /** Runs a statement once for each list of parameters, in few round trips. */
  public static void batch(Connection connection, String statement, List<List<Object>> rows)
      throws SQLException {
    if (rows.isEmpty()) {
      return;
    }
    try (PreparedStatement prepared = connection.prepareStatement(statement)) {
      for (List<Object> row : rows) {
        bind(connection, prepared, row);
        prepared.addBatch();
      }
      prepared.executeBatch();
    }
  }

  private PreparedStatement prepare(Connection connection) throws SQLException {
    PreparedStatement prepared = connection.prepareStatement(statement);
    try {
      bind(connection, prepared, parameters);
      return prepared;
    } catch (SQLException | RuntimeException e) {
      prepared.close();
      throw e;
    }
  }

  private static void bind(Connection connection, PreparedStatement prepared, List<Object> values)
      throws SQLException {
    for (int i = 0; i < values.size(); i++) {
      bind(connection, prepared, i + 1, values.get(i));
    }
  }

  private static void bind(
      Connection connection, PreparedStatement prepared, int index, @Nullable Object value)
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
            index, connection.createArrayOf(texts ? "text" : "bigint", many.toArray()));
      }
      default -> prepared.setObject(index, value);
    }
  }
}
