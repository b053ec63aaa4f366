package dev.larder.index.xmlrpc;

import dev.larder.index.claim.Claim;
import dev.larder.index.claim.Claims;
import dev.larder.index.database.Database;
import dev.larder.index.filelookup.FileLookup;
import dev.larder.index.page.RootPage;
import dev.larder.index.project.Status;
import dev.larder.index.repository.Repository;
import dev.larder.index.snapshot.Span;
import dev.larder.index.source.Source;
import dev.larder.index.xmlrpc.ChangelogRows.Owner;
import dev.larder.index.xmlrpc.ChangelogRows.Position;
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

  /** What they take in memory, with the files that they are about, in bytes. */
  static final long ROOM = PIECE * 1_500L;

  /** PyPI gives no more at once. */
  static final int LONGEST = 50_000;

  private final ChangelogRows rows;
  private final Database database;
  private final FileLookup lookup;
  private final Repository repository;
  private final RootPage root;
  private final int[] sources;
  private final Deque<Entry> ahead = new ArrayDeque<>();
  private Position after;
  private int given;
  private long last;

  private record Shown(int source, String project, String filename) {}

  Changelog(
      ChangelogRows rows,
      Database database,
      FileLookup lookup,
      Repository repository,
      RootPage root,
      long after) {
    this.rows = rows;
    this.database = database;
    this.lookup = lookup;
    this.repository = repository;
    this.root = root;
    this.sources = root.sources().stream().mapToInt(Source::id).toArray();
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
        rows.positions(after.serial(), after.project(), root.serial(), PIECE);
    after = positions.size() < PIECE ? end() : positions.getLast();
    if (positions.isEmpty()) {
      return List.of();
    }
    List<Entry> entries =
        rows.changes(
            positions.stream().mapToLong(Position::serial).toArray(),
            positions.stream().map(Position::project).toArray(String[]::new),
            sources,
            root.instant());
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
    return new HashSet<>(rows.owners(sources, names(entries), root.instant()));
  }

  /** Of the files that changes are about those that pages list. */
  private List<Shown> listed(List<Entry> entries) {
    String[] filenames =
        entries.stream()
            .map(Entry::subject)
            .filter(Objects::nonNull)
            .distinct()
            .toArray(String[]::new);
    return rows.listed(sources, names(entries), filenames, root.instant()).stream()
        .filter(file -> file.status() == null || !new Status(file.status(), null).hidesFiles())
        .map(file -> new Shown(file.source(), file.project(), file.filename()))
        .toList();
  }

  private static String[] names(List<Entry> entries) {
    return entries.stream().map(Entry::project).distinct().toArray(String[]::new);
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
