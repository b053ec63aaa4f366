package dev.larder.index.xmlrpc;

import dev.larder.index.claim.Claim;
import dev.larder.index.claim.Claims;
import dev.larder.index.database.Database;
import dev.larder.index.database.Limited;
import dev.larder.index.database.Row;
import dev.larder.index.database.Sql;
import dev.larder.index.file.Files;
import dev.larder.index.filelookup.FileLookup;
import dev.larder.index.page.RootPage;
import dev.larder.index.project.Projects;
import dev.larder.index.project.Status;
import dev.larder.index.repository.Repository;
import dev.larder.index.snapshot.Span;
import dev.larder.index.source.Source;
import dev.larder.packaging.FieldLimit;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * The changes of the projects that a repository shows, after a serial, in order. They are read in
 * pieces, and no connection is held between them. Of a project in several sources those of the
 * source count that the repository shows it from; none is of a later serial than the project's page
 * says. A change names a file only if the repository lists it, or has listed it, and nothing hides
 * it.
 */
final class Changelog implements Iterator<Entry> {
  /** So many changes are looked through at once. */
  private static final int PIECE = 500;

  /** Behind every name: names are of ASCII. */
  private static final String BEHIND = "\u007f";

  /** The next projects of changes: of each one, or of the many that it touched. */
  private static final String POSITIONS =
      """
      select serial, project from (
        (select serial, project from change where serial > ? and serial <= ?
          and project is not null order by serial limit %1$d)
        union all
        (select serial, project from changed_project where (serial, project) > (?, ?)
          and serial <= ? order by serial, project limit %1$d)) n
      order by serial, project collate "C" limit %1$d
      """
          .formatted(PIECE);

  /** What they take in memory, with the files that they are about, in bytes. */
  static final long ROOM = PIECE * 1_500L;

  /** PyPI gives no more at once. */
  static final int LONGEST = 50_000;

  private final Sql sql;
  private final Database database;
  private final FileLookup lookup;
  private final Repository repository;
  private final RootPage root;
  private final List<Long> sources;
  private final Deque<Entry> ahead = new ArrayDeque<>();
  private Position after;
  private int given;
  private long last;

  /** A project of a change, after which the next piece begins. */
  private record Position(long serial, String project) {}

  private record Owner(int source, String project) {}

  private record Shown(int source, String project, String filename) {}

  Changelog(
      Sql sql,
      Database database,
      FileLookup lookup,
      Repository repository,
      RootPage root,
      long after) {
    this.sql = sql;
    this.database = database;
    this.lookup = lookup;
    this.repository = repository;
    this.root = root;
    this.sources = root.sources().stream().map(source -> (long) source.id()).toList();
    this.after = new Position(Math.max(0, after), BEHIND);
  }

  @Override
  public boolean hasNext() {
    while (ahead.isEmpty() && isWanted(after.serial()) && !after.equals(end())) {
      ahead.addAll(database.read(this::piece));
    }
    return !ahead.isEmpty() && isWanted(ahead.peek().serial());
  }

  /** Who gets a part of a change's projects would never ask for the others. */
  private boolean isWanted(long serial) {
    return given < LONGEST || serial == last;
  }

  private Position end() {
    return new Position(root.serial(), BEHIND);
  }

  @Override
  public Entry next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    given++;
    last = ahead.peek().serial();
    return ahead.remove();
  }

  private List<Entry> piece() {
    List<Position> positions =
        sql.of(
                POSITIONS,
                after.serial(),
                root.serial(),
                after.serial(),
                after.project(),
                root.serial())
            .list(row -> new Position(row.number("serial"), row.text("project")));
    after = positions.size() < PIECE ? end() : positions.getLast();
    if (positions.isEmpty()) {
      return List.of();
    }
    List<Entry> entries =
        sql.of(
                "select c.serial, c.instant, c.source, p.name project, "
                    + Projects.DISPLAY_NAME
                    + ", c.action, "
                    + Limited.orNull("c.subject", FieldLimit.FILE_NAME)
                    + " subject from unnest(?::bigint[], ?::text[]) n (serial, project)"
                    + " join change c on c.serial = n.serial"
                    + " join project p on p.source = c.source and p.name = n.project"
                    + " where c.serial <= p.last_serial and c.source = any(?) and "
                    + Projects.OWNED
                    + " order by c.serial, p.name",
                positions.stream().map(Position::serial).toList(),
                positions.stream().map(Position::project).toList(),
                sources,
                root.instant(),
                root.instant(),
                root.instant())
            .list(Entry::read);
    Set<Owner> owners = owners(entries);
    List<Entry> shown = entries.stream().filter(entry -> isShown(entry, owners)).toList();
    Map<Shown, Boolean> files = new HashMap<>();
    listed(shown).forEach(file -> files.put(file, true));
    List<Entry> named = new ArrayList<>();
    for (Entry entry : shown) {
      named.add(mayBeNamed(entry, files) ? entry : entry.unnamed());
    }
    return named;
  }

  private boolean mayBeNamed(Entry entry, Map<Shown, Boolean> files) {
    if (!entry.isOfAFile()) {
      return true;
    }
    Shown file = new Shown(entry.source(), entry.project(), entry.subject());
    Boolean known = files.get(file);
    if (known == null) {
      Span upToThen = new Span(Instant.MIN, root.instant().plus(1, ChronoUnit.MICROS));
      known = lookup.lists(repository, upToThen, entry.project(), entry.subject());
      files.put(file, known);
    }
    return known;
  }

  private Set<Owner> owners(List<Entry> entries) {
    return new HashSet<>(
        sql.of(
                "select p.source, p.name from project p where p.source = any(?)"
                    + " and p.name = any(?::text[]) and "
                    + Projects.OWNED,
                sources,
                entries.stream().map(Entry::project).distinct().toList(),
                root.instant(),
                root.instant(),
                root.instant())
            .list(row -> new Owner(row.integer("source"), row.text("name"))));
  }

  /** Of the files that changes are about those that pages list. */
  private List<Shown> listed(List<Entry> entries) {
    List<Optional<Shown>> listed =
        sql.of(
                "select p.source, p.name, f.filename, (select s.status from project_state s"
                    + " where s.project = p.id and s.instant <= ? order by s.serial desc limit 1)"
                    + " status from project p join file f on f.project = p.id"
                    + " where p.source = any(?) and p.name = any(?::text[])"
                    + " and f.filename = any(?::text[]) and "
                    + Files.LISTED,
                root.instant(),
                sources,
                entries.stream().map(Entry::project).distinct().toList(),
                entries.stream().map(Entry::subject).filter(Objects::nonNull).distinct().toList(),
                root.instant(),
                root.instant())
            .list(Changelog::listed);
    return listed.stream().flatMap(Optional::stream).toList();
  }

  private static Optional<Shown> listed(Row row) {
    return Optional.ofNullable(row.text("status"))
            .filter(status -> new Status(status, null).hidesFiles())
            .isPresent()
        ? Optional.empty()
        : Optional.of(new Shown(row.integer("source"), row.text("name"), row.text("filename")));
  }

  private boolean isShown(Entry entry, Set<Owner> owners) {
    List<Claim> claims =
        root.claims().stream().filter(claim -> claim.covers(entry.project())).toList();
    return Claims.open(root.sources(), source -> source, claims).stream()
        .map(Source::id)
        .filter(id -> owners.contains(new Owner(id, entry.project())))
        .findFirst()
        .filter(id -> id == entry.source())
        .isPresent();
  }
}
