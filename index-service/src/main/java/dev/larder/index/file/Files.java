package dev.larder.index.file;

import dev.larder.index.database.Limited;
import dev.larder.index.database.Row;
import dev.larder.index.database.Sql;
import dev.larder.index.snapshot.Moment;
import dev.larder.packaging.FieldLimit;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** What the catalogue says of files; every question goes through their project. */
@Singleton
public class Files {
  /** A file whose name or URL is longer than one may be isn't there: half of either is another. */
  private static final String WITHIN =
      "coalesce(octet_length(f.filename), 0) <= "
          + Limited.FILE_NAME
          + " and coalesce(octet_length(f.upstream_url), 0) <= "
          + Limited.URL;

  /** Whether a file called {@code f} is listed at {@code :instant}. */
  public static final String LISTED =
      "f.visible_from <= :instant and (f.visible_to is null or f.visible_to > :instant)"
          + " and f.purged_serial is null and "
          + WITHIN;

  /** The same, at an instant that is given twice. */
  private static final String LISTED_AT = LISTED.replace(":instant", "?");

  private static final String SELECT =
      "select f.id, f.project, f.filename, "
          + Limited.beginning("f.version", FieldLimit.FILE_NAME)
          + " \"version\", f.blind_key, f.visible_from, f.visible_to,"
          + " f.from_serial, f.to_serial, f.upstream_url, f.kept_key, f.metadata_key,"
          + " f.signature_key, f.provenance_key,"
          + " f.missed_since, f.md5, f.blake2b, f.purged_serial, "
          + FileState.columns("f", "first_")
          + ", l.serial later_serial, "
          + FileState.columns("l", "later_")
          + " from file f left join (select distinct on (project, file) * from file_state"
          + " where project = any(?) and instant <= ? order by project, file, serial desc) l"
          + " on l.project = f.project and l.file = f.id where f.project = any(?) and "
          + WITHIN;

  private static final String LIVING = " and f.visible_to is null and f.purged_serial is null";

  private final Sql sql;

  Files(Sql sql) {
    this.sql = sql;
  }

  /** What the project's page lists at a moment, each file in its state of then. */
  public List<CatalogueFile> at(long project, Moment moment) {
    List<Long> one = List.of(project);
    Instant instant = moment.instant();
    return sql.of(SELECT + " and " + LISTED_AT, one, instant, one, instant, instant)
        .list(Files::read);
  }

  /**
   * A version of files that a page lists.
   *
   * @param spelt as names of files spell it
   * @param isSigned whether one of them is
   */
  public record OfVersion(String spelt, boolean isSigned) {}

  /** The versions of what {@link #at} gives, each once. */
  public List<OfVersion> versions(long project, Moment moment) {
    return ofProject(
            """
            select a.version, bool_or(coalesce(case when a.later_serial is null
              then a.first_gpg_sig else a.later_gpg_sig end, false)) signed
            from (%s) a group by a.version
            """,
            project, moment)
        .list(row -> new OfVersion(row.text("version"), row.flag("signed")));
  }

  /** How many {@link #versions} there are, and the bytes of them; nothing is read for it. */
  public Weight weightOfVersions(long project, Moment moment) {
    return ofProject(
            """
            select count(*) files, coalesce(sum(octet_length(v.version)), 0) texts
            from (select distinct a.version from (%s) a) v
            """,
            project, moment)
        .first(Weight::read)
        .orElseThrow();
  }

  private Sql.Statement ofProject(String statement, long project, Moment moment) {
    List<Long> one = List.of(project);
    Instant instant = moment.instant();
    return sql.of(
        statement.formatted(SELECT + " and " + LISTED_AT), one, instant, one, instant, instant);
  }

  /**
   * What {@link #at} gives, one by one, by the places of their versions, then by their names.
   *
   * @param versions as they are spelt, all of them
   * @param places of each of these
   */
  public void each(
      long project,
      Moment moment,
      List<String> versions,
      List<Long> places,
      Consumer<CatalogueFile> taker) {
    List<Long> one = List.of(project);
    Instant instant = moment.instant();
    sql.of(
            "select a.* from ("
                + SELECT
                + " and "
                + LISTED_AT
                + ") a join unnest(?::text[], ?::bigint[]) v (version, place)"
                + " on v.version = a.version order by v.place, a.filename collate \"C\"",
            one,
            instant,
            one,
            instant,
            instant,
            versions,
            places)
        .each(row -> taker.accept(read(row)));
  }

  /** What the pages of several projects list now. */
  public List<CatalogueFile> listed(Collection<Long> projects) {
    return sql.of(SELECT + LIVING, projects, Instant.MAX, projects).list(Files::read);
  }

  /** Of {@link #listed} what the last looks missed. */
  public List<CatalogueFile> missed(Collection<Long> projects) {
    return sql.of(
            SELECT + LIVING + " and f.missed_since is not null", projects, Instant.MAX, projects)
        .list(Files::read);
  }

  /** What {@link #listed} gives, in numbers, by project; nothing is read for it. */
  public Map<Long, Weight> weights(Collection<Long> projects) {
    return sql
        .of(
            "select a.project, "
                + Weight.COLUMNS
                + " from ("
                + SELECT
                + LIVING
                + ") a group by a.project",
            projects,
            Instant.MAX,
            projects)
        .list(row -> Map.entry(row.number("project"), Weight.read(row)))
        .stream()
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  /** What {@link #at} gives, in numbers; nothing is read for it. */
  public Weight weight(long project, Moment moment) {
    List<Long> one = List.of(project);
    Instant instant = moment.instant();
    return sql.of(
            "select " + Weight.COLUMNS + " from (" + SELECT + " and " + LISTED_AT + ") a",
            one,
            instant,
            one,
            instant,
            instant)
        .first(Weight::read)
        .orElseThrow();
  }

  /** The newest change that brought a file which the project's page lists at a moment, or 0. */
  public long newest(long project, Moment moment) {
    return sql.of(
            "select coalesce(max(f.from_serial), 0) serial from file f where f.project = ? and "
                + LISTED_AT,
            project,
            moment.instant(),
            moment.instant())
        .first(row -> row.number("serial"))
        .orElse(0L);
  }

  /**
   * Whatever had this name in one of these projects at any time, in its state of now; what is
   * listed now first.
   */
  public List<CatalogueFile> named(Collection<Long> projects, String filename) {
    return sql.of(
            SELECT
                + " and f.filename = ?"
                + " order by f.to_serial desc nulls first, f.from_serial desc",
            projects,
            Instant.MAX,
            projects,
            filename)
        .list(Files::read);
  }

  /** Whether of any file of the project is known when it was uploaded to its upstream. */
  public boolean isDated(long project) {
    return sql.of(
            "select 1 from file where project = ? and upload_time is not null limit 1", project)
        .first(row -> true)
        .isPresent();
  }

  /** The names of all files that the project ever had, each once. */
  public List<String> names(long project) {
    return sql.of("select distinct filename from file where project = ?", project)
        .list(row -> row.text("filename"));
  }

  /** Whatever the project ever had, in its state of now. */
  public List<CatalogueFile> ever(long project) {
    List<Long> one = List.of(project);
    return sql.of(SELECT + " order by f.from_serial, f.id", one, Instant.MAX, one)
        .list(Files::read);
  }

  private static CatalogueFile read(Row row) {
    FileState first = FileState.read(row, "first_");
    return new CatalogueFile(
        row.number("id"),
        row.number("project"),
        row.text("filename"),
        row.text("version"),
        row.numberOrNull("later_serial") == null ? first : FileState.read(row, "later_"),
        row.text("blind_key"),
        row.instant("visible_from"),
        row.instant("visible_to"),
        row.number("from_serial"),
        row.numberOrNull("to_serial"),
        row.text("upstream_url"),
        row.text("kept_key"),
        row.text("metadata_key"),
        row.text("signature_key"),
        row.text("provenance_key"),
        row.instant("missed_since"),
        row.hex("md5"),
        row.hex("blake2b"),
        row.numberOrNull("purged_serial") != null);
  }
}
