package dev.larder.index.project;

import dev.larder.index.database.Endless;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.annotation.TypeDef;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.DataType;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.List;

/**
 * The names that sources owned at an instant, in their order. What is asked of one source is asked
 * in pieces, with no connection held between them, and is still of one moment.
 */
@JdbcRepository(dialect = Dialect.POSTGRES)
public interface OwnedNames extends GenericRepository<ProjectRow, Long> {
  /** The least that is looked for within names: the index has nothing to find less by. */
  int SHORTEST_WITHIN = 3;

  /** Behind a prefix it is behind every name that begins so: names are of ASCII. */
  String BEHIND = "\u007f";

  /** Whether an ownership called {@code o} is of {@code :instant}. */
  String THEN =
      " and o.valid_from <= :instant and (o.valid_to is null or o.valid_to > :instant)"
          + " and not exists (select 1 from root_gap g where g.source = o.source"
          + " and g.name = o.name and g.after < :instant and g.until >= :instant)";

  /** As the index has it: it leaves the first letter out, and hyphens are none of its letters. */
  String WITHIN =
      " and translate(substr(o.name, 2), '-', 'Q') like :pattern"
          + " and not starts_with(o.name, :within)";

  /** What of each ownership is read first: its index has all of it. */
  String NAME = "select o.source, o.name, o.project from ownership o";

  /** What {@link Listed} says of names called {@code n}, up to {@code :serial}. */
  String LISTED =
      "select n.source, n.name, "
          + ProjectRow.DISPLAY_NAME
          + ", case when p.last_serial <= :serial then p.last_serial"
          + " else coalesce(greatest((select max(c.serial) from change c"
          + " where c.source = n.source and c.project = n.name and c.serial <= :serial),"
          + " (select max(b.serial) from changed_project b where b.source = n.source"
          + " and b.project = n.name and b.serial <= :serial)), p.owned_serial) end last_serial";

  /** Which of a source's names come next. */
  String AFTER = " where o.source = :source and o.name > :last";

  /** So many names of a text are taken before it is one that many have: some milliseconds. */
  int FEW = 2_500;

  /** So many names are looked at one after the other: some more. */
  int NEAR = 30_000;

  /** Names, each once, of so many rows at most. */
  String COUNTED =
      "select count(*) from (select distinct c.name from (select o.name from ownership o"
          + " where o.source = any(cast(:sources as integer[]))";

  /** But for those that a source doesn't show. */
  String SHOWN =
      " and not exists (select 1 from"
          + " unnest(cast(:hiddenIn as integer[]), cast(:hidden as text[])) h (source, pattern)"
          + " where h.source = o.source and o.name like h.pattern)";

  /**
   * What is right for a rare text, or an early date, takes a second for a frequent one, and the
   * other way about; so PostgreSQL must not take one plan for all.
   */
  @Query(
      "select set_config('plan_cache_mode', 'force_custom_plan', true)"
          + " || set_config('jit', 'off', true)")
  String planForEach();

  @Query(
      LISTED
          + " from ("
          + NAME
          + AFTER
          + " and o.name >= :prefix and o.name < :behind"
          + THEN
          + " order by o.name limit :limit) n join project p on p.id = n.project order by n.name")
  List<Listed> beginning(
      int source,
      String prefix,
      String behind,
      String last,
      @TypeDef(type = DataType.TIMESTAMP, converter = Endless.class) Instant instant,
      long serial,
      int limit);

  /**
   * A text that few names have is looked for by the index of parts, which gives all of them, in no
   * order. What many have is found soon in the order of names, unless those that have it stand
   * together further on: then all of them are taken after all.
   */
  @Query(
      "with few as materialized ("
          + NAME
          + AFTER
          + WITHIN
          + THEN
          + " limit :few), walked as materialized (select * from (select * from ownership o"
          + AFTER
          + " order by o.name limit :near) o where (select count(*) from few) = :few"
          + WITHIN
          + THEN
          + " order by o.name limit :limit), every as materialized ("
          + NAME
          + AFTER
          + " and (select count(*) from few) = :few and (select count(*) from walked) < :limit"
          + WITHIN
          + THEN
          + ") "
          + LISTED
          + " from (select * from (select source, name, project from few"
          + " where (select count(*) from few) < :few"
          + " union all select source, name, project from walked"
          + " where (select count(*) from walked) >= :limit"
          + " union all select source, name, project from every) a order by name limit :limit) n"
          + " join project p on p.id = n.project order by n.name")
  List<Listed> within(
      int source,
      String within,
      String pattern,
      String last,
      @TypeDef(type = DataType.TIMESTAMP, converter = Endless.class) Instant instant,
      long serial,
      int few,
      int near,
      int limit);

  @Query(
      COUNTED
          + " and o.name >= :prefix and o.name < :behind"
          + THEN
          + SHOWN
          + " limit :limit) c) d")
  long countBeginning(
      int[] sources,
      String prefix,
      String behind,
      int[] hiddenIn,
      String[] hidden,
      @TypeDef(type = DataType.TIMESTAMP, converter = Endless.class) Instant instant,
      long limit);

  @Query(COUNTED + WITHIN + THEN + SHOWN + " limit :limit) c) d")
  long countWithin(
      int[] sources,
      String within,
      String pattern,
      int[] hiddenIn,
      String[] hidden,
      @TypeDef(type = DataType.TIMESTAMP, converter = Endless.class) Instant instant,
      long limit);

  /**
   * Those of a source that begin so, after {@code last}.
   *
   * @param serial the newest change at the instant
   */
  default List<Listed> beginning(
      int source, String prefix, String last, Instant instant, long serial, int limit) {
    planForEach();
    return beginning(source, prefix, prefix + BEHIND, last, instant, serial, limit);
  }

  /**
   * Those of a source that have a text in them but don't begin so, after {@code last}.
   *
   * @param serial the newest change at the instant
   */
  default List<Listed> within(
      int source, String within, String last, Instant instant, long serial, int limit) {
    planForEach();
    return within(source, within, like(within), last, instant, serial, FEW, NEAR, limit);
  }

  /**
   * How many names there are that begin so, each once; once {@code most} are passed, some number
   * beyond.
   */
  default long countBeginning(
      List<Integer> sources, List<Hidden> hidden, String prefix, Instant instant, long most) {
    planForEach();
    return countBeginning(
        ints(sources),
        prefix,
        prefix + BEHIND,
        ints(hidden.stream().map(Hidden::source).toList()),
        patterns(hidden),
        instant,
        limit(sources, most));
  }

  /** The same of those that have a text in them but don't begin so. */
  default long countWithin(
      List<Integer> sources, List<Hidden> hidden, String within, Instant instant, long most) {
    planForEach();
    return countWithin(
        ints(sources),
        within,
        like(within),
        ints(hidden.stream().map(Hidden::source).toList()),
        patterns(hidden),
        instant,
        limit(sources, most));
  }

  /**
   * Names that a source doesn't show.
   *
   * @param pattern in which {@code *} stands for any text
   */
  record Hidden(int source, String pattern) {}

  /** No source has a name twice: of more rows than this, more than {@code most} names differ. */
  private static long limit(List<Integer> sources, long most) {
    return most > Long.MAX_VALUE / (sources.size() + 1)
        ? Long.MAX_VALUE
        : sources.size() * most + 1;
  }

  private static int[] ints(List<Integer> numbers) {
    return numbers.stream().mapToInt(Integer::intValue).toArray();
  }

  private static String[] patterns(List<Hidden> hidden) {
    return hidden.stream().map(each -> each.pattern().replace('*', '%')).toArray(String[]::new);
  }

  private static String like(String within) {
    return "%"
        + within.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_").replace('-', 'Q')
        + "%";
  }
}
