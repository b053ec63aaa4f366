package dev.larder.index.metadata;

import dev.larder.index.database.Endless;
import dev.larder.index.project.NamesWithin;
import dev.larder.index.project.ProjectRow;
import dev.larder.index.project.Projects;
import dev.larder.index.project.Projects.Listed;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.annotation.TypeDef;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.DataType;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/**
 * Names whose summary has a text in it, but which have it not in themselves: those are found by
 * {@link Projects} and {@link NamesWithin}.
 */
@JdbcRepository(dialect = Dialect.POSTGRES)
public interface SummarySearch extends GenericRepository<ReleaseMetadataRow, Long> {
  /** The first word is the longest, which the index finds most by. */
  String HAS =
      " join metadata_reading r on r.project = p.id"
          + " join release_metadata m on m.project = p.id and m.file = r.file"
          + " where m.summary ilike :first and m.summary ilike all(cast(:words as text[]))"
          + " and strpos(p.name, :text) = 0 and ";

  /** Whether a project called {@code q} is owned at {@code :instant}. */
  String OTHER_OWNED =
      "(q.owned_since <= :instant or exists (select 1 from former_ownership o"
          + " where o.project = q.id and o.valid_from <= :instant and o.valid_to > :instant))";

  /**
   * Where a search is: its sources in their order, those of them that are local, and the patterns
   * that names are claimed by, in which {@code *} stands for any text. A name that an earlier
   * source owns is that one's; of a claimed name only the earlier sources that are local may be
   * open.
   */
  record Place(List<Integer> inOrder, List<Integer> local, List<String> claimed) {
    int[] before(int source) {
      return ids(inOrder.subList(0, inOrder.indexOf(source)));
    }

    int[] localBefore(int source) {
      return ids(inOrder.subList(0, inOrder.indexOf(source)).stream().filter(local::contains));
    }

    String[] patterns() {
      return claimed.stream().map(pattern -> pattern.replace('*', '%')).toArray(String[]::new);
    }

    static int[] ids(List<Integer> ids) {
      return ids(ids.stream());
    }

    private static int[] ids(Stream<Integer> ids) {
      return ids.mapToInt(Integer::intValue).toArray();
    }
  }

  @Query(
      Projects.LISTED
          + HAS
          + " p.source = :source and p.name > :last and p.name >= :prefix and p.name < :behind and "
          + ProjectRow.OWNED
          + " and not "
          + Projects.IN_GAP
          + " and not exists (select 1 from project q where q.name = p.name"
          + " and (q.source = any(cast(:localBefore as integer[]))"
          + " or q.source = any(cast(:before as integer[]))"
          + " and not p.name like any(cast(:claimed as text[]))) and "
          + OTHER_OWNED
          + ") order by p.name limit :limit")
  List<Listed> rows(
      int source,
      int[] before,
      int[] localBefore,
      String[] claimed,
      String prefix,
      String behind,
      String text,
      String first,
      String[] words,
      String last,
      @TypeDef(type = DataType.TIMESTAMP, converter = Endless.class) Instant instant,
      long serial,
      int limit);

  @Query(
      "select count(distinct p.name) from project p"
          + HAS
          + " p.source = any(cast(:sources as integer[]))"
          + " and not p.name like any(cast(:claimed as text[])) and "
          + ProjectRow.OWNED
          + " and not exists (select 1 from project q where q.name = p.name"
          + " and array_position(cast(:sources as integer[]), q.source)"
          + " < array_position(cast(:sources as integer[]), p.source) and "
          + OTHER_OWNED
          + ")")
  long count(
      int[] sources,
      String[] claimed,
      String text,
      String first,
      String[] words,
      @TypeDef(type = DataType.TIMESTAMP, converter = Endless.class) Instant instant);

  /** As {@link NamesWithin#planForText}: what is right for a rare text isn't for a common one. */
  @Query(
      "select set_config('plan_cache_mode', 'force_custom_plan', true)"
          + " || set_config('jit', 'off', true)")
  String planForText();

  /**
   * As {@link Projects#owned}, of names that a text's summary leads to, and no earlier source
   * hides.
   *
   * @param prefix what they begin with; may be empty
   * @param name the text as a name would have it, which these names have not
   */
  default List<Listed> owned(
      Place place,
      int source,
      String prefix,
      String name,
      SummaryText text,
      String last,
      Instant instant,
      long serial,
      int limit) {
    planForText();
    return rows(
        source,
        place.before(source),
        place.localBefore(source),
        place.patterns(),
        prefix,
        prefix + Projects.BEHIND,
        name,
        text.first(),
        text.patterns().toArray(String[]::new),
        last,
        instant,
        serial,
        limit);
  }

  /** How many of them no claim is to. */
  default long countOwned(Place place, String name, SummaryText text, Instant instant) {
    planForText();
    return count(
        Place.ids(place.inOrder()),
        place.patterns(),
        name,
        text.first(),
        text.patterns().toArray(String[]::new),
        instant);
  }
}
