package dev.larder.index.repository;

import dev.larder.index.database.Row;
import dev.larder.index.database.Sql;
import dev.larder.index.project.Project;
import dev.larder.index.project.Projects;
import dev.larder.index.snapshot.Moment;
import dev.larder.index.source.Source;
import dev.larder.index.source.SourceRow;
import dev.larder.index.sweep.Sweeps;
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
   * @param swept when the newest sync of the source began that looked at the name too
   * @param owns whether the source owns the project at the moment that was asked for
   * @param now the catalogue's instant when this was so
   */
  public record SourceProject(
      Source source,
      Optional<Project> project,
      Optional<Instant> swept,
      boolean owns,
      Instant now) {

    /** When it was last looked whether the source has the project, and what. */
    public Optional<Instant> lookedAt() {
      return Project.later(project.map(Project::look).map(Project.Look::at), swept);
    }
  }

  /** What the sources at a moment know of a name, in their order. */
  public List<SourceProject> of(Repository repository, String project, Moment moment) {
    return sql.of(
            "select "
                + Projects.OWNED
                + " owns, "
                + Sweeps.LOOKED_AT
                + " swept, (select greatest(instant, clock_timestamp()) from clock) \"now\", "
                + SourceRow.COLUMNS
                + ", "
                + Projects.COLUMNS
                + " from unnest(?::integer[]) with ordinality b (source, position)"
                + " join source s on s.id = b.source"
                + " left join project p on p.source = s.id and p.name = ?"
                + " left join sweep w on w.source = s.id"
                + " left join unswept u on u.source = s.id and u.name = ? order by b.position",
            moment.instant(),
            moment.instant(),
            moment.instant(),
            subscriptions.at(repository, moment).stream().map(Integer::longValue).toList(),
            project,
            project)
        .list(SourceProjects::read);
  }

  private static SourceProject read(Row row) {
    return new SourceProject(
        row.entity(SourceRow.PREFIX, SourceRow.class).source(),
        row.numberOrNull("project_id") == null ? Optional.empty() : Optional.of(Projects.read(row)),
        Optional.ofNullable(row.instant("swept")),
        row.flag("owns"),
        row.instant("now"));
  }
}
