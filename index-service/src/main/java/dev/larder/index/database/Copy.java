package dev.larder.index.database;

import jakarta.annotation.Nullable;
import java.io.IOException;
import java.io.StringReader;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.List;
import org.postgresql.PGConnection;

/** Brings many rows into a table at once, by PostgreSQL's {@code COPY}. */
public final class Copy {
  private static final int CHUNK = 65_536;

  private Copy() {}

  /**
   * Adds rows.
   *
   * @param columns their names, separated by commas
   * @param rows values as {@link Sql} takes them, but for collections
   */
  public static void into(
      Connection connection, String table, String columns, List<List<Object>> rows)
      throws SQLException {
    if (rows.isEmpty()) {
      return;
    }
    StringBuilder text = new StringBuilder(rows.size() * 256);
    for (List<Object> row : rows) {
      for (int i = 0; i < row.size(); i++) {
        append(text.append(i == 0 ? "" : "\t"), row.get(i));
      }
      text.append('\n');
    }
    try {
      connection
          .unwrap(PGConnection.class)
          .getCopyAPI()
          .copyIn(
              "copy %s (%s) from stdin".formatted(table, columns),
              new StringReader(text.toString()),
              CHUNK);
    } catch (IOException e) {
      throw new SQLException("Rows for " + table + " could not be sent", "08006", e);
    }
  }

  private static void append(StringBuilder out, @Nullable Object value) {
    switch (value) {
      case null -> out.append("\\N");
      case byte[] bytes -> out.append("\\\\x").append(HexFormat.of().formatHex(bytes));
      default -> escape(out, value.toString());
    }
  }

  private static void escape(StringBuilder out, String value) {
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      switch (c) {
        case '\\' -> out.append("\\\\");
        case '\t' -> out.append("\\t");
        case '\n' -> out.append("\\n");
        case '\r' -> out.append("\\r");
        // PostgreSQL's texts can't hold it.
        case '\0' -> {}
        default -> out.append(c);
      }
    }
  }
}
