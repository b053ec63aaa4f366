package dev.larder.e2e.sync;

import dev.larder.e2e.server.LarderServer;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What PostgreSQL holds of a mirror. */
final class CatalogueRows {
  /** Which says when and by which change, in which order and under which number. */
  private static final String OF_THIS_RUN =
      "'{id,source,project,file,from_serial,to_serial,owned_serial,last_serial,serial,looked_at}'"
          + "::text[]";

  private final LarderServer larder;

  CatalogueRows(LarderServer larder) {
    this.larder = larder;
  }

  /** Every project, file and state of it, as JSON, in one order. */
  List<String> of(String source) {
    List<String> rows = new ArrayList<>();
    Map<String, String> environment = larder.parts().get("index-service").environment();
    try (Connection connection =
        DriverManager.getConnection(
            environment.get("LARDER_POSTGRES_URL"),
            environment.get("LARDER_POSTGRES_USER"),
            environment.get("LARDER_POSTGRES_PASSWORD"))) {
      rows.addAll(rows(connection, source, "project p", "p"));
      rows.addAll(rows(connection, source, "project p join file t on t.project = p.id", "t"));
      rows.addAll(rows(connection, source, "project p join file_state t on t.project = p.id", "t"));
      rows.addAll(
          rows(connection, source, "project p join project_state t on t.project = p.id", "t"));
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
    return rows;
  }

  private static List<String> rows(Connection connection, String source, String from, String table)
      throws SQLException {
    String sql =
        "select p.name || ' ' || (to_jsonb(%s) - %s)::text from %s where p.source ="
            + " (select id from source where name = ? and valid_to is null) order by 1";
    List<String> rows = new ArrayList<>();
    try (PreparedStatement statement =
        connection.prepareStatement(sql.formatted(table, OF_THIS_RUN, from))) {
      statement.setString(1, source);
      try (ResultSet result = statement.executeQuery()) {
        while (result.next()) {
          rows.add(result.getString(1));
        }
      }
    }
    return rows;
  }
}
