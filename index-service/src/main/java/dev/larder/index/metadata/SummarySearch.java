package dev.larder.index.metadata;

import dev.larder.index.database.Endless;
import dev.larder.index.project.Listed;
import dev.larder.index.project.OwnedNames;
import dev.larder.index.project.OwnedNames.Hidden;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.annotation.TypeDef;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.DataType;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.List;

/**
 * Names whose summary has a text in it, but which have it not in themselves: those are found by
 * {@link OwnedNames}.
 */
@JdbcRepository(dialect = Dialect.POSTGRES)
public interface SummarySearch extends GenericRepository<ReleaseMetadataRow, Long> {
  /** The first word is the longest, which the index finds most by. */
  String HAS =
      " join metadata_reading r on r.project = o.project"
          + " join release_metadata m on m.project = o.project and m.file = r.file"
          + " where m.summary ilike :first and m.summary ilike all(cast(:words as text[]))"
          + " and strpos(o.name, :text) = 0 and "
          + DescribedReleases.THERE;

  /** What each source hides. */
  String HIDDEN =
      " exists (select 1 from"
          + " unnest(cast(:hiddenIn as integer[]), cast(:hidden as text[])) h (source, pattern)"
          + " where h.source = q.source and q.name like h.pattern)";

  /** A name that an earlier source shows is that one's. */
  String FIRST =
      " and not exists (select 1 from ownership q where q.name = o.name"
          + " and q.source = any(cast(:sources as integer[]))"
          + " and array_position(cast(:sources as integer[]), q.source)"
          + " < array_position(cast(:sources as integer[]), o.source)"
          + " and q.valid_from <= :instant and (q.valid_to is null or q.valid_to > :instant)"
          + " and not"
          + HIDDEN
          + ")";

  /**
   * Where a search is.
   *
   * @param inOrder the sources, in the repository's order
   * @param hidden the names that they don't show
   * @param latest whether the instant is now
   */
  record Place(List<Integer> inOrder, List<Hidden> hidden, Instant instant, boolean latest) {
    int[] sources() {
      return ints(inOrder);
    }

    int[] hiddenIn() {
      return ints(hidden.stream().map(Hidden::source).toList());
    }

    String[] patterns() {
      return hidden.stream().map(each -> each.pattern().replace('*', '%')).toArray(String[]::new);
    }

    private static int[] ints(List<Integer> ids) {
      return ids.stream().mapToInt(Integer::intValue).toArray();
    }
  }

  @Query(
      OwnedNames.LISTED
          + " from ("
          + OwnedNames.NAME
          + HAS
          + " and o.source = :source and o.name > :last"
          + OwnedNames.THEN
          + FIRST
          + " order by o.name limit :limit) n join project p on p.id = n.project order by n.name")
  List<Listed> rows(
      int source,
      int[] sources,
      int[] hiddenIn,
      String[] hidden,
      String text,
      String first,
      String[] words,
      String last,
      @TypeDef(type = DataType.TIMESTAMP, converter = Endless.class) Instant instant,
      boolean latest,
      long serial,
      int limit);

  @Query(
      "select count(*) from (select distinct c.name from (select o.name from ownership o"
          + HAS
          + " and o.source = any(cast(:sources as integer[]))"
          + OwnedNames.THEN
          + OwnedNames.SHOWN
          + FIRST
          + " limit :limit) c) d")
  long count(
      int[] sources,
      int[] hiddenIn,
      String[] hidden,
      String text,
      String first,
      String[] words,
      @TypeDef(type = DataType.TIMESTAMP, converter = Endless.class) Instant instant,
      boolean latest,
      long limit);

  /** As {@link OwnedNames#planForEach}: what is right for a rare text isn't for a common one. */
  @Query(
      "select set_config('plan_cache_mode', 'force_custom_plan', true)"
          + " || set_config('jit', 'off', true)")
  String planForEach();

  /**
   * As {@link OwnedNames#within}, of names that a text's summary leads to, and no earlier source
   * shows.
   *
   * @param name the text as a name would have it, which these names have not
   */
  default List<Listed> owned(
      Place place, int source, String name, SummaryText text, String last, long serial, int limit) {
    planForEach();
    return rows(
        source,
        place.sources(),
        place.hiddenIn(),
        place.patterns(),
        name,
        text.first(),
        text.patterns().toArray(String[]::new),
        last,
        place.instant(),
        place.latest(),
        serial,
        limit);
  }

  /** How many names there are; once {@code most} are passed, some number beyond. */
  default long countOwned(Place place, String name, SummaryText text, long most) {
    planForEach();
    return count(
        place.sources(),
        place.hiddenIn(),
        place.patterns(),
        name,
        text.first(),
        text.patterns().toArray(String[]::new),
        place.instant(),
        place.latest(),
        most == Long.MAX_VALUE ? most : most + 1);
  }
}
