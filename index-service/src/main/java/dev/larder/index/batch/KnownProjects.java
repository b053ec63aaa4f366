package dev.larder.index.batch;

import dev.larder.index.database.Row;
import dev.larder.index.database.Sql;
import dev.larder.index.project.Project;
import dev.larder.index.project.Projects;
import dev.larder.index.project.Status;
import dev.larder.index.upstream.LateLooks;
import jakarta.annotation.Nullable;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What the catalogue knows of many of a source's projects. */
@Singleton
final class KnownProjects {
  private static final String SELECT =
      "select "
          + Projects.COLUMNS
          + ", p.behind_since, p.behind_looks, s.status, s.reason from project p"
          + " left join lateral (select status, "
          + Projects.REASON
          + " from project_state s where project = p.id order by serial desc limit 1) s on true"
          + " where p.source = ? and p.name = any(?::text[])";

  private final Sql sql;

  KnownProjects(Sql sql) {
    this.sql = sql;
  }

  /**
   * One of them.
   *
   * @param behindSince the first of the looks in a row of lower serials, or null
   * @param behindLooks how many there were
   * @param status as it is now
   */
  record KnownProject(
      Project project, @Nullable Instant behindSince, int behindLooks, Optional<Status> status) {

    /** One more look of a lower serial. */
    LateLooks late(Instant lookedAt) {
      return LateLooks.after(behindSince, behindLooks, lookedAt);
    }
  }

  /** Those that there are, by name. */
  Map<String, KnownProject> of(int source, Collection<String> names) {
    return sql.of(SELECT, source, names).list(KnownProjects::read).stream()
        .collect(Collectors.toMap(known -> known.project().name(), Function.identity()));
  }

  /** Ids for projects that there aren't yet. */
  Iterator<Long> ids(int count) {
    return count == 0
        ? List.<Long>of().iterator()
        : sql.of(
                "select nextval(pg_get_serial_sequence('project', 'id')) id"
                    + " from generate_series(1, ?)",
                count)
            .list(row -> row.number("id"))
            .iterator();
  }

  private static KnownProject read(Row row) {
    return new KnownProject(
        Projects.read(row),
        row.instant("behind_since"),
        row.integer("behind_looks"),
        Projects.status(row));
  }
}
