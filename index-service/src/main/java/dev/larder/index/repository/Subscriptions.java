package dev.larder.index.repository;

import dev.larder.index.database.Row;
import dev.larder.index.database.Sql;
import dev.larder.index.project.Project;
import dev.larder.index.project.Projects;
import dev.larder.index.source.Source;
import dev.larder.index.source.Sources;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** What a repository's sources know of a name. */
@Singleton
public class Subscriptions {

  /**
   * A source of a repository, and the project there if it was ever heard of.
   *
   * @param since the change from which the repository subscribes to the source
   */
  public record Standing(Source source, Optional<Project> project, long since) {
    public boolean owns() {
      return project.filter(Project::isOwned).isPresent();
    }
  }

  /** In the order of the subscriptions. */
  public List<Standing> standings(Connection connection, int repository, String project)
      throws SQLException {
    return Sql.of(
            "select b.from_serial since, "
                + Sources.COLUMNS
                + ", "
                + Projects.COLUMNS
                + " from subscription b join source s on s.id = b.source and s.valid_to is null"
                + " left join project p on p.source = s.id and p.name = ?"
                + " where b.repository = ? and b.valid_to is null order by b.position",
            project,
            repository)
        .list(connection, Subscriptions::read);
  }

  private static Standing read(Row row) {
    return new Standing(
        Sources.read(row),
        row.numberOrNull("project_id") == null ? Optional.empty() : Optional.of(Projects.read(row)),
        row.number("since"));
  }
}
