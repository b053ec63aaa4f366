package dev.larder.index.log;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.larder.index.access.RequestContext;
import dev.larder.index.change.Outcome;
import dev.larder.index.change.Refusal;
import dev.larder.index.database.Database;
import dev.larder.index.database.Limited;
import dev.larder.index.database.Row;
import dev.larder.index.database.Sql;
import dev.larder.index.repository.Repositories;
import dev.larder.index.repository.Repository;
import dev.larder.index.repository.RepositoryRights;
import dev.larder.index.repository.Subscriptions;
import dev.larder.index.snapshot.Moment;
import dev.larder.index.snapshot.SnapshotName;
import dev.larder.index.source.Source;
import dev.larder.index.source.SourceRights;
import dev.larder.index.source.Sources;
import dev.larder.packaging.FieldLimit;
import dev.larder.packaging.ProjectName;
import dev.larder.service.caller.Caller;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.annotation.Nullable;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** What changed, by whom and why, newest first. */
@Singleton
final class Log {
  private static final int LONGEST = 1_000;

  /** Whether a change touched a project, alone or among many; its name is given twice. */
  private static final String OF_PROJECT =
      "c.serial in (select serial from change where project = ?"
          + " union all select serial from changed_project where project = ?)";

  private final Sql sql;
  private final Database database;
  private final Repositories repositories;
  private final Subscriptions subscriptions;
  private final Sources sources;

  Log(
      Sql sql,
      Database database,
      Repositories repositories,
      Subscriptions subscriptions,
      Sources sources) {
    this.sql = sql;
    this.database = database;
    this.repositories = repositories;
    this.subscriptions = subscriptions;
    this.sources = sources;
  }

  /**
   * Which changes are asked for; null for any.
   *
   * @param repository changes of it, and of the sources that it has or had
   * @param since a date or an instant
   * @param before a serial
   */
  record Wanted(
      @Nullable String repository,
      @Nullable String source,
      @Nullable String project,
      @Nullable String since,
      @Nullable Long before,
      int limit) {}

  /** A change. */
  @Serdeable
  record ChangeView(
      long serial,
      String instant,
      String action,
      @Nullable String repo,
      @Nullable String source,
      @JsonProperty("package") @Nullable String project,
      @Nullable String subject,
      String by,
      @JsonProperty("name") @Nullable String byName,
      @Nullable String from,
      @Nullable String comment) {}

  /**
   * A piece of the log.
   *
   * @param next the serial before which the next piece begins, or null if this is the last
   */
  @Serdeable
  record LogPage(List<ChangeView> changes, @Nullable Long next) {}

  /** A part of a statement, with its parameters. */
  private record Condition(String sql, List<Object> parameters) {}

  Outcome<LogPage> read(RequestContext context, Wanted wanted) {
    if (wanted.limit() < 1 || wanted.limit() > LONGEST) {
      return new Outcome.Refused<>(
          Refusal.wrong("'limit' must be from 1 to %d, not %d".formatted(LONGEST, wanted.limit())));
    }
    Optional<Instant> since = Optional.ofNullable(wanted.since()).flatMap(Log::instant);
    if (wanted.since() != null && since.isEmpty()) {
      return new Outcome.Refused<>(
          Refusal.wrong(
              "'since' must be a date such as 2019-03-01 or an instant such as 2019-03-01T00:00:00Z, not '%s'"
                  .formatted(wanted.since())));
    }
    return database.read(() -> read(context, wanted, since));
  }

  private Outcome<LogPage> read(RequestContext context, Wanted wanted, Optional<Instant> since) {
    List<Condition> conditions = new ArrayList<>();
    visible(context.caller()).ifPresent(conditions::add);
    if (wanted.repository() != null) {
      Optional<Repository> repository = repositories.seen(context, wanted.repository());
      if (repository.isEmpty()) {
        return new Outcome.Refused<>(repositories.missing(context, wanted.repository()));
      }
      Optional<Refusal> forbidden = RepositoryRights.readingLog(context.caller(), repository.get());
      if (forbidden.isPresent()) {
        return new Outcome.Refused<>(forbidden.get());
      }
      conditions.add(
          new Condition(
              "(c.repository = ? or c.source = any(?::bigint[]))",
              List.of(repository.get().id(), subscriptions.everOf(repository.get().id()))));
    }
    if (wanted.source() != null) {
      Optional<Source> source = sources.seen(context, wanted.source());
      if (source.isEmpty()) {
        return new Outcome.Refused<>(sources.missing(context, wanted.source()));
      }
      conditions.add(new Condition("c.source = ?", List.of(source.get().id())));
    }
    if (wanted.project() != null) {
      String project = ProjectName.normalise(wanted.project());
      conditions.add(new Condition(OF_PROJECT, List.of(project, project)));
    }
    since.ifPresent(instant -> conditions.add(new Condition("c.instant >= ?", List.of(instant))));
    if (wanted.before() != null) {
      conditions.add(new Condition("c.serial < ?", List.of(wanted.before())));
    }
    List<ChangeView> changes = changes(conditions, wanted.limit() + 1);
    boolean more = changes.size() > wanted.limit();
    List<ChangeView> page = more ? changes.subList(0, wanted.limit()) : changes;
    return new Outcome.Unchanged<>(new LogPage(page, more ? page.getLast().serial() : null));
  }

  /**
   * What who asks may see of it, where that isn't all: changes of repositories that it may read, of
   * their sources, and of sources that it sees.
   */
  private Optional<Condition> visible(Caller caller) {
    if (caller.isAdmin()) {
      return Optional.empty();
    }
    List<Long> readable = new ArrayList<>();
    Set<Long> seen = new TreeSet<>();
    for (Repository repository : repositories.all()) {
      if (RepositoryRights.reaches(caller, repository)) {
        readable.add((long) repository.id());
        for (int source : subscriptions.at(repository, Moment.LATEST)) {
          seen.add((long) source);
        }
      }
    }
    for (Source source : sources.all()) {
      if (SourceRights.sees(caller, source)) {
        seen.add((long) source.id());
      }
    }
    return Optional.of(
        new Condition(
            "(c.repository is null or c.repository = any(?::bigint[]))"
                + " and (c.source is null or c.source = any(?::bigint[]))"
                + " and coalesce(c.repository, c.source) is not null",
            List.of(readable, List.copyOf(seen))));
  }

  private List<ChangeView> changes(List<Condition> conditions, int limit) {
    List<Object> parameters = new ArrayList<>();
    conditions.forEach(condition -> parameters.addAll(condition.parameters()));
    parameters.add(limit);
    List<String> all = new ArrayList<>(List.of("true"));
    conditions.forEach(condition -> all.add(condition.sql()));
    return sql.of(
            "select c.serial, c.instant, c.action, r.name repository_name, s.name source_name,"
                + " c.project, "
                + Limited.orNull("c.subject", FieldLimit.FILE_NAME)
                + " subject, c.by, c.by_name, c.from_address, "
                + Limited.beginning("c.comment", FieldLimit.STATUS_REASON)
                + " \"comment\" from change c"
                + " left join repository r on r.id = c.repository"
                + " left join source s on s.id = c.source where "
                + String.join(" and ", all)
                + " order by c.serial desc limit ?",
            parameters.toArray())
        .list(Log::view);
  }

  private static ChangeView view(Row row) {
    return new ChangeView(
        row.number("serial"),
        row.instant("instant").toString(),
        row.text("action"),
        row.text("repository_name"),
        row.text("source_name"),
        row.text("project"),
        row.text("subject"),
        row.text("by"),
        row.text("by_name"),
        row.text("from_address"),
        Limited.cut(row.text("comment"), FieldLimit.STATUS_REASON));
  }

  private static Optional<Instant> instant(String since) {
    return SnapshotName.parse(since)
        .flatMap(
            name ->
                switch (name) {
                  case SnapshotName.Date date -> Optional.of(date.instant());
                  case SnapshotName.At at -> Optional.of(at.instant());
                  case SnapshotName.Latest latest -> Optional.empty();
                  case SnapshotName.Serial serial -> Optional.empty();
                });
  }
}
