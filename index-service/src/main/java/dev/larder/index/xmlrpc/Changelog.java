package dev.larder.index.xmlrpc;

import dev.larder.index.claim.Claim;
import dev.larder.index.claim.Claims;
import dev.larder.index.database.Database;
import dev.larder.index.database.Sql;
import dev.larder.index.page.RootPage;
import dev.larder.index.project.Projects;
import dev.larder.index.source.Source;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Set;

/**
 * The changes of the projects that a repository shows, after a serial, in order. They are read in
 * pieces, and no connection is held between them. Of a project in several sources those of the
 * source count that the repository shows it from; none is of a later serial than the project's page
 * says.
 */
final class Changelog implements Iterator<Entry> {
  /** So many changes are looked through at once. */
  private static final int PIECE = 2_000;

  /** PyPI gives no more at once. */
  static final int LONGEST = 50_000;

  private final Database database;
  private final RootPage root;
  private final List<Long> sources;
  private final Deque<Entry> ahead = new ArrayDeque<>();
  private long after;
  private int given;

  private record Owner(int source, String project) {}

  Changelog(Database database, RootPage root, long after) {
    this.database = database;
    this.root = root;
    this.sources = root.sources().stream().map(source -> (long) source.id()).toList();
    this.after = Math.max(0, after);
  }

  @Override
  public boolean hasNext() {
    while (ahead.isEmpty() && given < LONGEST && after < root.serial()) {
      long upTo = Math.min(root.serial(), after + PIECE);
      ahead.addAll(database.read(connection -> piece(connection, upTo)));
      after = upTo;
    }
    return !ahead.isEmpty() && given < LONGEST;
  }

  @Override
  public Entry next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    given++;
    return ahead.remove();
  }

  private List<Entry> piece(Connection connection, long upTo) throws SQLException {
    List<Entry> entries =
        Sql.of(
                "select c.serial, c.instant, c.source, c.project, p.display_name, c.action,"
                    + " c.subject from change c join project p on p.source = c.source"
                    + " and p.name = c.project where c.serial > ? and c.serial <= ?"
                    + " and c.serial <= p.last_serial and c.source = any(?) and "
                    + Projects.OWNED
                    + " order by c.serial",
                after,
                upTo,
                sources,
                root.instant(),
                root.instant(),
                root.instant())
            .list(connection, Entry::read);
    Set<Owner> owners = owners(connection, entries);
    return entries.stream().filter(entry -> isShown(entry, owners)).toList();
  }

  private Set<Owner> owners(Connection connection, List<Entry> entries) throws SQLException {
    return new HashSet<>(
        Sql.of(
                "select p.source, p.name from project p where p.source = any(?)"
                    + " and p.name = any(?::text[]) and "
                    + Projects.OWNED,
                sources,
                entries.stream().map(Entry::project).distinct().toList(),
                root.instant(),
                root.instant(),
                root.instant())
            .list(connection, row -> new Owner(row.integer("source"), row.text("name"))));
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
