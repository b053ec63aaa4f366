package dev.larder.index.sync;

import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import dev.larder.index.database.Copy;
import dev.larder.index.database.Sql;
import dev.larder.index.store.Lines;
import dev.larder.packaging.ProjectName;
import io.micronaut.core.type.Argument;
import io.micronaut.serde.ObjectMapper;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.annotation.Nullable;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.Consumer;

/** The names that an upstream lists, beside what the catalogue knows of the source. */
@Singleton
final class ListedNames {
  private static final int LONGEST_LINE = 1 << 20;

  /** Each name once, as it is listed first. */
  private static final String TABLES =
      """
      create temp table read_name (name text collate "C" not null, serial bigint, position integer)
        on commit drop
      """;

  private static final String ONCE =
      """
      create temp table listed_name on commit drop as
        select distinct on (name) name, serial from read_name order by name, position
      """;

  /** Whether pages list a file of a project called {@code p}. */
  private static final String OPEN =
      "exists (select 1 from file f where f.project = p.id and f.visible_to is null"
          + " and f.purged_serial is null)";

  private static final String WANTED =
      """
      with p as (
        select p.id, p.name, p.look_found, s.upstream_since > p.looked_at elsewhere, p.looked_at,
          p.look_serial, p.look_etag, m.project is not null missed
        from project p join source s on s.id = p.source
        left join (select distinct project from file f where missed_since is not null
          and visible_to is null and purged_serial is null) m on m.project = p.id
        where p.source = ?)
      select coalesce(l.name, p.name) name, l.serial,
        case when p.look_found and not coalesce(p.elsewhere, false) then p.look_etag end etag
      from listed_name l full join p on p.name = l.name
      left join unswept u on u.source = ? and u.name = l.name
      where p.missed or case when l.name is null then %s
        else not ? or p.looked_at is null or not p.look_found or p.elsewhere
          or l.serial is null or l.serial is distinct from p.look_serial end
      order by u.name is null, 1
      """
          .formatted(OPEN);

  private static final String COUNTS =
      """
      select (select count(*) from listed_name) listed, count(*) known,
        count(*) filter (where not is_listed) gone
      from (select l.name is not null is_listed from project p
        left join listed_name l on l.name = p.name
        where p.source = ? and p.owned_serial is not null
          and case when l.name is not null and p.look_found then true else %s end) k
      """
          .formatted(OPEN);

  private static final Argument<Line> LINE = Argument.of(Line.class);

  private final Sql sql;
  private final Copy copy;
  private final ObjectMapper json;

  ListedNames(Sql sql, Copy copy, ObjectMapper json) {
    this.sql = sql;
    this.copy = copy;
    this.json = json;
  }

  /** A line of a list. */
  @Serdeable
  record Line(String name, @Nullable Long serial) {}

  /**
   * What is to be looked at.
   *
   * @param serial as it is listed, or null
   * @param etag of the page that is known, or null
   */
  @Serdeable
  record Wanted(String name, @Nullable Long serial, @Nullable String etag) {}

  /**
   * How much there is.
   *
   * @param known names that the source owns with a page, or with files that pages list
   * @param gone those of them that aren't listed
   */
  @Serdeable
  record Counts(long listed, long known, long gone) {}

  /** Takes a list, compressed, for the transaction under way. */
  void read(InputStream compressed) throws IOException {
    sql.of(TABLES).update();
    try (Lines lines = new Lines(new ZstdInputStreamNoFinalizer(compressed), ListedNames::refuse)) {
      copy.into("read_name", "name, serial, position", new Rows(lines, json));
    }
    sql.of(ONCE).update();
    sql.of("analyze listed_name").update();
  }

  private static void refuse(int bytes) {
    if (bytes > LONGEST_LINE) {
      throw new UncheckedIOException(new IOException("A line of the list is too long"));
    }
  }

  /**
   * Tells what is to be looked at: first what the last sync could not, then by name.
   *
   * @param serials whether the list has serials that tell what has changed
   */
  void wanted(int source, boolean serials, Consumer<Wanted> reader) {
    sql.of(WANTED, source, source, serials)
        .each(
            row ->
                reader.accept(
                    new Wanted(row.text("name"), row.numberOrNull("serial"), row.text("etag"))));
  }

  Counts counts(int source) {
    return sql.of(COUNTS, source)
        .first(row -> new Counts(row.number("listed"), row.number("known"), row.number("gone")))
        .orElseThrow();
  }

  /** Those of the lines that are names. */
  private static final class Rows implements Iterator<List<Object>> {
    private final Lines lines;
    private final ObjectMapper json;
    private @Nullable List<Object> ahead;
    private int position;

    Rows(Lines lines, ObjectMapper json) {
      this.lines = lines;
      this.json = json;
    }

    @Override
    public boolean hasNext() {
      try {
        while (ahead == null) {
          byte[] line = lines.next();
          if (line == null) {
            return false;
          }
          Line read = json.readValue(line, LINE);
          ahead =
              ProjectName.parse(read.name())
                  .<List<Object>>map(
                      name -> Arrays.asList(name.normalised(), read.serial(), position++))
                  .orElse(null);
        }
        return true;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public List<Object> next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      List<Object> row = ahead;
      ahead = null;
      return row;
    }
  }
}
