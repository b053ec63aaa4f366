package dev.larder.index.repository;

import dev.larder.index.database.Row;
import dev.larder.index.database.Sql;
import dev.larder.index.project.Project;
import dev.larder.index.project.Projects;
import dev.larder.index.snapshot.Moment;
import dev.larder.index.source.Source;
import dev.larder.index.source.SourceRow;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What a repository's sources know of a name. */
@Singleton
public class SourceProjects {
  private final Sql sql;
  private final Subscriptions subscriptions;

  SourceProjects(Sql sql, Subscriptions subscriptions) {
    this.sql = sql;
    this.subscriptions = subscriptions;
  }

  /**
   * A source of a repository, and the project there if it was ever heard of.
   *
   * @param owns whether the source owns the project at the moment that was asked for
   * @param now the catalogue's instant when this was so
   */
  public record SourceProject(
      Source source, Optional<Project> project, boolean owns, Instant now) {}

  /** What the sources at a moment know of a name, in their order. */
  public List<SourceProject> of(Repository repository, String project, Moment moment) {
    return sql.of(
            "select "
                + Projects.OWNED
                + " owns, (select greatest(instant, clock_timestamp()) from clock) \"now\", "
                + SourceRow.COLUMNS
                + ", "
                + Projects.COLUMNS
                + " from unnest(?::integer[]) with ordinality b (source, position)"
                + " join source s on s.id = b.source"
                + " left join project p on p.source = s.id and p.name = ? order by b.position",
            moment.instant(),
            moment.instant(),
            moment.instant(),
            subscriptions.at(repository, moment).stream().map(Integer::longValue).toList(),
            project)
        .list(SourceProjects::read);
  }

  private static SourceProject read(Row row) {
    return new SourceProject(
        row.entity(SourceRow.PREFIX, SourceRow.class).source(),
        row.numberOrNull("project_id") == null ? Optional.empty() : Optional.of(Projects.read(row)),
        row.flag("owns"),
        row.instant("now"));
  }
}
