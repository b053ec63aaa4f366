package dev.larder.index.database;

import jakarta.annotation.Nullable;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/** A row of an answer; absent values are null. */
public final class Row {
  private final ResultSet values;

  Row(ResultSet values) {
    this.values = values;
  }

  /** Reads one value out of a row. */
  @FunctionalInterface
  public interface Reader<T> {
    T read(Row row);
  }

  public @Nullable String text(String column) {
    return get(() -> values.getString(column));
  }

  public long number(String column) {
    return get(() -> values.getLong(column));
  }

  public @Nullable Long numberOrNull(String column) {
    return get(() -> values.getObject(column, Long.class));
  }

  public boolean flag(String column) {
    return get(() -> values.getBoolean(column));
  }

  public @Nullable Boolean flagOrNull(String column) {
    return get(() -> values.getObject(column, Boolean.class));
  }

  public @Nullable Instant instant(String column) {
    return get(
        () -> {
          OffsetDateTime time = values.getObject(column, OffsetDateTime.class);
          return time == null ? null : time.toInstant();
        });
  }

  /** Bytes as hexadecimal digits. */
  public @Nullable String hex(String column) {
    return get(
        () -> {
          byte[] bytes = values.getBytes(column);
          return bytes == null ? null : HexFormat.of().formatHex(bytes);
        });
  }

  public List<String> texts(String column) {
    return get(() -> Arrays.asList((String[]) values.getArray(column).getArray()));
  }

  private interface Getter<T> {
    @Nullable
    T get() throws SQLException;
  }

  private static <T> @Nullable T get(Getter<T> getter) {
    try {
      return getter.get();
    } catch (SQLException e) {
      throw new DatabaseException(e);
    }
  }
}
