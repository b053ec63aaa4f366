package dev.larder.index.database;

import io.micronaut.data.jdbc.runtime.JdbcOperations;
import jakarta.annotation.Nullable;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/**
 * Brings many rows into a table at once, by PostgreSQL's {@code COPY}, which no repository knows: a
 * mirror's project may have ten thousand files.
 */
@Singleton
public class Copy {
  private static final int CHUNK = 65_536;

  private final JdbcOperations jdbc;

  Copy(JdbcOperations jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * Adds rows.
   *
   * @param columns their names, separated by commas
   * @param rows values as {@link Sql} takes them, but for collections; made and sent in pieces
   */
  public void into(String table, String columns, Iterator<List<Object>> rows) {
    if (rows.hasNext()) {
      jdbc.execute(connection -> copy(connection, table, columns, rows));
    }
  }

  private static long copy(
      Connection connection, String table, String columns, Iterator<List<Object>> rows)
      throws SQLException {
    CopyIn copy =
        connection
            .unwrap(PGConnection.class)
            .getCopyAPI()
            .copyIn("copy %s (%s) from stdin".formatted(table, columns));
    try {
      StringBuilder text = new StringBuilder(CHUNK * 2);
      while (rows.hasNext()) {
        append(text, rows.next());
        if (text.length() >= CHUNK || !rows.hasNext()) {
          byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
          copy.writeToCopy(bytes, 0, bytes.length);
          text.setLength(0);
        }
      }
      return copy.endCopy();
    } finally {
      if (copy.isActive()) {
        copy.cancelCopy();
      }
    }
  }

  private static void append(StringBuilder text, List<Object> row) {
    for (int i = 0; i < row.size(); i++) {
      append(text.append(i == 0 ? "" : "\t"), row.get(i));
    }
    text.append('\n');
  }

  private static void append(StringBuilder out, @Nullable Object value) {
    switch (value) {
      case null -> out.append("\\N");
      case byte[] bytes -> out.append("\\\\x").append(HexFormat.of().formatHex(bytes));
      default -> escape(out, value.toString());
    }
  }

  private static void escape(StringBuilder out, String value) {
    int plain = plain(value);
    out.append(value, 0, plain);
    for (int i = plain; i < value.length(); i++) {
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

  /** How many characters are what they are: all of most values, which are many millions. */
  private static int plain(String value) {
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c == '\\' || c == '\t' || c == '\n' || c == '\r' || c == '\0') {
        return i;
      }
    }
    return value.length();
  }
}
