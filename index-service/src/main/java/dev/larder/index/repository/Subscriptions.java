package dev.larder.index.repository;

import dev.larder.index.clock.Stamp;
import dev.larder.index.database.Endless;
import dev.larder.index.snapshot.Moment;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.annotation.TypeDef;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.DataType;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Which sources a repository has, and in which order. */
@JdbcRepository(dialect = Dialect.POSTGRES)
public interface Subscriptions extends GenericRepository<Subscription, Integer> {

  @Query(
      "select source from subscription where repository = :repository and valid_from <= :instant"
          + " and (valid_to is null or valid_to > :instant) order by position")
  List<Integer> at(
      int repository,
      @TypeDef(type = DataType.TIMESTAMP, converter = Endless.class) Instant instant);

  @Query("select unnest(sources) from repository_past where repository = :repository")
  List<Integer> past(int repository);

  @Query(
      "insert into repository_past (repository, sources, fixed)"
          + " select repository, array_agg(source order by position), clock_timestamp()"
          + " from subscription where repository = :repository and valid_to is null"
          + " group by repository on conflict do nothing")
  void fixPast(int repository);

  List<Subscription> findByRepositoryOrderByPosition(int repository);

  @Query(
      "update subscription set valid_to = :instant, to_serial = :serial"
          + " where repository = :repository and valid_to is null")
  void end(int repository, Instant instant, long serial);

  void saveAll(List<Subscription> rows);

  /** The ids of the sources that a repository has, or had at any time. */
  @Query("select distinct source from subscription where repository = :repository")
  List<Integer> everOf(int repository);

  /** The repositories that have the source, or had it at any time, but for deleted ones. */
  @Query(
      "select distinct 'repo:' || r.id tag from subscription b"
          + " join repository r on r.id = b.repository"
          + " where b.source = :source and r.valid_to is null order by tag")
  List<String> tagsOfAllWith(int source);

  /** The ids of the sources at a moment, in their order. */
  default List<Integer> at(Repository repository, Moment moment) {
    return repository.existed(moment)
        ? at(repository.id(), moment.instant())
        : past(repository.id());
  }

  /**
   * The sources that instants before the repository was made use: those of the first time that it
   * was asked for such an instant. Without sources nothing is fixed.
   */
  default void fixPast(Repository repository) {
    fixPast(repository.id());
  }

  /** Whether what instants before the repository was made use is still open. */
  default boolean isPastOpen(Repository repository) {
    return past(repository.id()).isEmpty();
  }

  /** Every order of sources that the repository ever had, each with the instants it held. */
  default List<Period> periods(Repository repository) {
    return Period.of(
        findByRepositoryOrderByPosition(repository.id()),
        past(repository.id()),
        repository.created());
  }

  /** Makes these the repository's sources, in this order, from this change on. */
  default void set(Stamp stamp, int repository, List<Integer> sources, String by) {
    end(repository, stamp.instant(), stamp.serial());
    List<Subscription> rows = new ArrayList<>();
    for (int source : sources) {
      rows.add(
          new Subscription(
              repository, source, rows.size(), stamp.serial(), stamp.instant(), null, null, by));
    }
    saveAll(rows);
  }
}
