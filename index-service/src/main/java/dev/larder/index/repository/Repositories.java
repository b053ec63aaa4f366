package dev.larder.index.repository;

import dev.larder.index.access.RequestContext;
import dev.larder.index.change.Refusal;
import dev.larder.index.clock.Stamp;
import dev.larder.index.database.Endless;
import dev.larder.index.snapshot.Moment;
import dev.larder.index.snapshot.Span;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.annotation.TypeDef;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.DataType;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The repositories in the catalogue; a deleted one is at no moment. */
@JdbcRepository(dialect = Dialect.POSTGRES)
public interface Repositories extends GenericRepository<RepositoryRow, Integer> {
  /** The one that {@code :name} means at {@code :instant}. */
  String NAMED =
      "select "
          + RepositoryRead.COLUMNS
          + " from repository_naming h"
          + " join repository r on r.id = h.repository where h.name = :name"
          + " and r.valid_to is null and (h.valid_to is null or h.valid_to > :instant)"
          + " order by h.valid_from limit 1";

  /** The one that is meant at {@code :instant} where no name is given. */
  String STANDARD =
      "select "
          + RepositoryRead.COLUMNS
          + " from default_repository h"
          + " join repository r on r.id = h.repository"
          + " where r.valid_to is null and (h.valid_to is null or h.valid_to > :instant)"
          + " order by h.valid_from limit 1";

  /** A repository, and when a name meant it. */
  record Held(Repository repository, Span span) {}

  @Query(
      "select "
          + RepositoryRead.COLUMNS
          + " from repository r where r.valid_to is null"
          + " order by r.id")
  List<RepositoryRead> current();

  @Query(NAMED)
  Optional<RepositoryRead> named(
      String name, @TypeDef(type = DataType.TIMESTAMP, converter = Endless.class) Instant instant);

  @Query(STANDARD)
  Optional<RepositoryRead> standard(
      @TypeDef(type = DataType.TIMESTAMP, converter = Endless.class) Instant instant);

  @Query(
      "select "
          + RepositoryRead.HELD
          + " h.held_from, h.held_to from (select t.repository,"
          + " t.valid_to held_to, lag(t.valid_to) over (order by t.valid_from) held_from"
          + " from repository_naming t join repository e on e.id = t.repository"
          + " and e.valid_to is null where t.name = :name) h"
          + " join repository r on r.id = h.repository order by h.held_to desc nulls first")
  List<RepositoryRead> everCalled(String name);

  @Query(
      "select "
          + RepositoryRead.HELD
          + " h.held_from, h.held_to from (select t.repository,"
          + " t.valid_to held_to, lag(t.valid_to) over (order by t.valid_from) held_from"
          + " from default_repository t join repository e on e.id = t.repository"
          + " and e.valid_to is null) h"
          + " join repository r on r.id = h.repository order by h.held_to desc nulls first")
  List<RepositoryRead> everStandard();

  @Query("select " + RepositoryRead.COLUMNS + " from repository r where r.id = :id")
  RepositoryRead whole(int id);

  /** An id that no repository had yet, while the clock is locked; rows are never deleted. */
  @Query("select coalesce(max(id), 0) + 1 from repository")
  int nextId();

  void save(RepositoryRow row);

  @Query(
      "update repository set description = :description, hidden = :hidden,"
          + " authenticated = :authenticated where id = :id")
  void edit(int id, String description, boolean hidden, boolean authenticated);

  @Query("update repository set name = :name where id = :id")
  void call(int id, String name);

  @Query("update repository set valid_to = :instant, to_serial = :serial where id = :id")
  void end(int id, Instant instant, long serial);

  @Query(
      "update repository_naming set valid_to = :instant, to_serial = :serial"
          + " where repository = :repository and valid_to is null")
  void endNaming(int repository, Instant instant, long serial);

  @Query(
      "update subscription set valid_to = :instant, to_serial = :serial"
          + " where repository = :repository and valid_to is null")
  void endSubscriptions(int repository, Instant instant, long serial);

  @Query(
      "insert into repository_naming (repository, name, from_serial, valid_from, by)"
          + " values (:repository, :name, :serial, :instant, :by)")
  void hold(int repository, String name, Instant instant, long serial, String by);

  @Query(
      "update default_repository set valid_to = :instant, to_serial = :serial"
          + " where valid_to is null")
  void endDefault(Instant instant, long serial);

  @Query(
      "insert into default_repository (repository, from_serial, valid_from, by)"
          + " values (:repository, :serial, :instant, :by)")
  void beDefault(int repository, Instant instant, long serial, String by);

  /** In the order in which they were made. */
  default List<Repository> all() {
    return current().stream().map(RepositoryRead::repository).toList();
  }

  /** The one that has that name now; an empty name is the default one's. */
  default Optional<Repository> named(String name) {
    return named(name, Moment.LATEST);
  }

  /**
   * The one that had that name at a moment; before anyone had it, the first that did. An empty name
   * is the default one's.
   */
  default Optional<Repository> named(String name, Moment moment) {
    return (name.isEmpty() ? standard(moment.instant()) : named(name, moment.instant()))
        .map(RepositoryRead::repository);
  }

  /**
   * Those that have the name, or had it at any time, each with the instants at which {@link
   * #named(String, Moment) the name means} it: a file's URL has no instant. The newest comes first.
   * An empty name is the default one's.
   */
  default List<Held> everNamed(String name) {
    return (name.isEmpty() ? everStandard() : everCalled(name))
        .stream().map(RepositoryRead::held).toList();
  }

  /** What answers of all that ever had a name are tagged with. */
  default List<String> tagsOfAllEverNamed(String name) {
    return everNamed(name).stream().map(held -> held.repository().tag()).toList();
  }

  /** The one that a URL names by its id; also if it was deleted. */
  default Repository everWithId(int id) {
    return whole(id).repository();
  }

  /** The names of those that subscribe to a source now and are there for who asks. */
  default List<String> subscribedTo(RequestContext context, String source) {
    return all().stream()
        .filter(each -> RepositoryRights.sees(context.caller(), each))
        .filter(each -> each.sources().stream().anyMatch(one -> one.name().equals(source)))
        .map(Repository::name)
        .toList();
  }

  /** What answers of all of them are tagged with. */
  default List<String> tags() {
    return all().stream().map(Repository::tag).toList();
  }

  /** The refusal of a name that no repository has. */
  default Refusal missing(RequestContext context, String name) {
    List<String> seen =
        all().stream()
            .filter(each -> context.byService() || RepositoryRights.sees(context.caller(), each))
            .map(Repository::name)
            .toList();
    return Refusal.missing(
        "repository '%s' does not exist; existing: %s"
            .formatted(name, seen.isEmpty() ? "none" : String.join(", ", seen)));
  }

  /** The one of that name, if it is there for who asks. */
  default Optional<Repository> seen(RequestContext context, String name) {
    return named(name).filter(each -> RepositoryRights.sees(context.caller(), each));
  }

  default void add(Stamp stamp, int id, String name, Repository.Traits traits, String by) {
    save(
        new RepositoryRow(
            id,
            name,
            "python",
            traits.description(),
            traits.hidden(),
            traits.authenticated(),
            stamp.serial(),
            stamp.instant(),
            null,
            null,
            by));
    hold(id, name, stamp.instant(), stamp.serial(), by);
  }

  /** Gives a repository other traits; they have no history, for no page shows them. */
  default void edit(int repository, Repository.Traits traits) {
    edit(repository, traits.description(), traits.hidden(), traits.authenticated());
  }

  /** Ends a repository: from now on it is at no moment. */
  default void end(Stamp stamp, int repository) {
    endNaming(repository, stamp.instant(), stamp.serial());
    endSubscriptions(repository, stamp.instant(), stamp.serial());
    end(repository, stamp.instant(), stamp.serial());
  }

  /** Gives a repository another name, from this change on. */
  default void rename(Stamp stamp, int repository, String name, String by) {
    endNaming(repository, stamp.instant(), stamp.serial());
    hold(repository, name, stamp.instant(), stamp.serial(), by);
    call(repository, name);
  }

  /** From this change on this one answers where a URL names none. */
  default void makeDefault(Stamp stamp, int repository, String by) {
    endDefault(stamp.instant(), stamp.serial());
    beDefault(repository, stamp.instant(), stamp.serial(), by);
  }
}
