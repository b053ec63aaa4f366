package dev.larder.index.project;

import dev.larder.index.database.Endless;
import dev.larder.index.project.Projects.Listed;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.annotation.TypeDef;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.DataType;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.List;

/**
 * Names that have a text in them, but don't begin with it: those are found by {@link Projects}. A
 * text of less than three letters has nothing that the index could find it by.
 */
@JdbcRepository(dialect = Dialect.POSTGRES)
public interface NamesWithin extends GenericRepository<ProjectRow, Long> {
  /** The least that is looked for. */
  int SHORTEST = 3;

  /** As the index has it: it leaves the first letter out, and hyphens are none of its letters. */
  String HAS_WITHIN =
      "translate(substr(p.name, 2), '-', 'Q') like :pattern and not starts_with(p.name, :within)";

  /**
   * What is right for a rare text takes seconds for one that every tenth name has, and the other
   * way about; so PostgreSQL must not take one plan for all.
   */
  @Query(
      "select set_config('plan_cache_mode', 'force_custom_plan', true)"
          + " || set_config('jit', 'off', true)")
  String planForText();

  @Query(
      Projects.LISTED
          + " where p.source = :source and p.name > :last and p.name >= :prefix"
          + " and p.name < :behind and "
          + HAS_WITHIN
          + " and "
          + ProjectRow.OWNED
          + " and not "
          + Projects.IN_GAP
          + " order by p.name limit :limit")
  List<Listed> rows(
      int source,
      String prefix,
      String behind,
      String within,
      String pattern,
      String last,
      @TypeDef(type = DataType.TIMESTAMP, converter = Endless.class) Instant instant,
      long serial,
      int limit);

  @Query(
      "select count(distinct p.name) from project p"
          + " where p.source = any(cast(:sources as integer[])) and "
          + HAS_WITHIN
          + " and not p.name like any(cast(:without as text[])) and "
          + ProjectRow.OWNED)
  long count(
      int[] sources,
      String within,
      String pattern,
      String[] without,
      @TypeDef(type = DataType.TIMESTAMP, converter = Endless.class) Instant instant);

  /**
   * As {@link Projects#owned}, of names that have a text within.
   *
   * @param prefix what they begin with; may be empty
   */
  default List<Listed> owned(
      int source,
      String prefix,
      String within,
      String last,
      Instant instant,
      long serial,
      int limit) {
    planForText();
    String behind = prefix + Projects.BEHIND;
    return rows(source, prefix, behind, within, like(within), last, instant, serial, limit);
  }

  /** As {@link Projects#countOwned}, of names that have a text within. */
  default long countOwned(
      List<Integer> sources, String within, List<String> without, Instant instant) {
    planForText();
    return count(
        sources.stream().mapToInt(Integer::intValue).toArray(),
        within,
        like(within),
        without.stream().map(pattern -> pattern.replace('*', '%')).toArray(String[]::new),
        instant);
  }

  private static String like(String within) {
    return "%"
        + within.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_").replace('-', 'Q')
        + "%";
  }
}
