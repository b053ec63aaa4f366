package dev.larder.index.upstream;

import dev.larder.index.database.Row;
import dev.larder.index.database.Sql;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What the last looks at projects left out of their pages. */
@Singleton
public class LeftOuts {
  private static final int REASONS = 3;

  /**
   * What is left out of the projects of a source, of one kind.
   *
   * @param projects of how many
   * @param example the first file in one of them, {@code project: file}
   */
  @Serdeable
  public record OfSource(String what, String why, long count, long projects, String example) {}

  /** Writes down what a look at a project left out, in place of what an earlier one did. */
  public void note(Connection connection, long project, List<LeftOut> leftOut) throws SQLException {
    List<LeftOut> before = of(connection, project);
    if (new HashSet<>(before).equals(new HashSet<>(leftOut))) {
      return;
    }
    Sql.of("delete from left_out where project = ?", project).update(connection);
    for (LeftOut each : leftOut) {
      Sql.of(
              "insert into left_out (project, what, why, count, examples) values (?, ?, ?, ?, ?)"
                  + " on conflict do nothing",
              project,
              each.what(),
              each.why(),
              each.count(),
              each.examples())
          .update(connection);
    }
  }

  /** What was left out of a project's page. */
  public List<LeftOut> of(Connection connection, long project) throws SQLException {
    return Sql.of(
            "select what, why, count, examples from left_out where project = ? order by what, why",
            project)
        .list(connection, LeftOuts::read);
  }

  /**
   * Why a project isn't there though a mirror's upstream has a page of it; empty where that isn't
   * so. The end of a sentence, without any names of files.
   *
   * @param sources ids of those that may show it
   * @param named ids of those whose names may be told
   */
  public Optional<String> whyNothing(
      Connection connection, List<Integer> sources, Set<Integer> named, String name)
      throws SQLException {
    List<String> reasons =
        Sql.of(
                "select s.id, s.name, l.what, l.why, l.count from left_out l"
                    + " join project p on p.id = l.project join source s on s.id = p.source"
                    + " where p.source = any(?::bigint[]) and p.name = ? and p.look_found"
                    + " order by s.id, l.count desc, l.why limit ?",
                sources.stream().map(Integer::longValue).toList(),
                name,
                REASONS)
            .list(
                connection,
                row ->
                    "%d × %s%s: %s"
                        .formatted(
                            row.integer("count"),
                            row.text("what"),
                            named.contains(row.integer("id"))
                                ? " of source '%s'".formatted(row.text("name"))
                                : "",
                            row.text("why")));
    return reasons.isEmpty()
        ? Optional.empty()
        : Optional.of("nothing on its page can be taken over: " + String.join("; ", reasons));
  }

  private static LeftOut read(Row row) {
    return new LeftOut(
        row.text("what"), row.text("why"), row.integer("count"), row.texts("examples"));
  }

  /** What was left out of the pages of all projects of a source. */
  public List<OfSource> ofSource(Connection connection, int source) throws SQLException {
    return Sql.of(
            "select what, why, sum(count) count, count(*) projects,"
                + " min(p.name || ': ' || coalesce(examples[1], '')) example"
                + " from left_out l join project p on p.id = l.project where p.source = ?"
                + " group by what, why order by what, count desc, why",
            source)
        .list(
            connection,
            row ->
                new OfSource(
                    row.text("what"),
                    row.text("why"),
                    row.number("count"),
                    row.number("projects"),
                    row.text("example")));
  }
}
