package dev.larder.index.project;

import dev.larder.index.database.Sql;
import dev.larder.index.project.Projects.Listed;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;

/**
 * Names that have a text in them, but don't begin with it: those are found by {@link Projects}. A
 * text of less than three letters has nothing that the index could find it by.
 */
@Singleton
public class NamesWithin {
  /** The least that is looked for. */
  public static final int SHORTEST = 3;

  /** As the index has it: it leaves the first letter out, and hyphens are none of its letters. */
  private static final String HAS_WITHIN =
      "translate(substr(p.name, 2), '-', 'Q') like ? and not starts_with(p.name, ?)";

  private final Sql sql;

  NamesWithin(Sql sql) {
    this.sql = sql;
  }

  /**
   * As {@link Projects#owned}, of names that have a text within.
   *
   * @param prefix what they begin with; may be empty
   */
  public List<Listed> owned(
      int source,
      String prefix,
      String within,
      String last,
      Instant instant,
      long serial,
      int limit) {
    planForText();
    return sql.of(
            Projects.LISTED
                + " where p.source = ? and p.name > ? and p.name >= ? and p.name < ? and "
                + HAS_WITHIN
                + " and "
                + Projects.OWNED
                + " and not "
                + Projects.IN_GAP
                + " order by p.name limit ?",
            serial,
            serial,
            source,
            last,
            prefix,
            prefix + Projects.BEHIND,
            like(within),
            within,
            instant,
            instant,
            instant,
            instant,
            instant,
            limit)
        .list(row -> Projects.listed(source, row));
  }

  /** As {@link Projects#countOwned}, of names that have a text within. */
  public long countOwned(
      List<Integer> sources, String within, List<String> without, Instant instant) {
    planForText();
    return sql.of(
            "select count(distinct p.name) names from project p where p.source = any(?::bigint[])"
                + " and "
                + HAS_WITHIN
                + " and not p.name like any(?::text[]) and "
                + Projects.OWNED,
            sources,
            like(within),
            within,
            without.stream().map(pattern -> pattern.replace('*', '%')).toList(),
            instant,
            instant,
            instant)
        .first(row -> row.number("names"))
        .orElse(0L);
  }

  /**
   * What is right for a rare text takes seconds for one that every tenth name has, and the other
   * way about; so PostgreSQL must not take one plan for all.
   */
  private void planForText() {
    sql.of(
            "select set_config('plan_cache_mode', 'force_custom_plan', true),"
                + " set_config('jit', 'off', true)")
        .first(row -> "");
  }

  private static String like(String within) {
    return "%"
        + within.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_").replace('-', 'Q')
        + "%";
  }
}
