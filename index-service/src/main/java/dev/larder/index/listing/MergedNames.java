package dev.larder.index.listing;

import dev.larder.index.claim.Claim;
import dev.larder.index.claim.Claims;
import dev.larder.index.database.Database;
import dev.larder.index.project.Listed;
import dev.larder.index.source.Source;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;

/**
 * The names that sources owned at an instant, in order, each once: of several sources the first one
 * counts. They are read in pieces; a piece of each source is in memory at a time, and no connection
 * is held between them.
 */
public final class MergedNames implements Iterator<Listed> {
  private static final int PIECE = 1_024;

  /** How many whoever reads all of them waits for. */
  private static final int FIRST = 100;

  /** A name that was read ahead, in bytes, about. */
  private static final int BYTES_A_NAME = 250;

  private final Database database;
  private final Reading reading;
  private final List<Claim> claims;
  private final List<Lane> lanes;
  private Listed next;

  /** Names of one source. */
  @FunctionalInterface
  public interface Reading {
    /** The first {@code limit} after {@code last}, in order. */
    List<Listed> after(int source, String last, int limit);
  }

  /**
   * Begins.
   *
   * @param sources in the repository's order
   * @param claims that stand now
   * @param after the name after which they begin; may be empty
   * @param wanted how many of them will be read, about: pieces begin with so many
   */
  public MergedNames(
      Database database,
      Reading reading,
      List<Source> sources,
      List<Claim> claims,
      String after,
      int wanted) {
    this.database = database;
    this.reading = reading;
    this.claims = claims;
    this.lanes =
        sources.stream().map(source -> new Lane(source, after, Math.min(PIECE, wanted))).toList();
  }

  /** All there are, the first ones soon. */
  public static MergedNames all(
      Database database, Reading reading, List<Source> sources, List<Claim> claims) {
    return new MergedNames(database, reading, sources, claims, "", FIRST);
  }

  /** What reading ahead takes in memory, in bytes, of so many sources. */
  public static long room(int sources) {
    return (long) sources * PIECE * BYTES_A_NAME;
  }

  @Override
  public boolean hasNext() {
    while (next == null) {
      Optional<String> least = leastName();
      if (least.isEmpty()) {
        return false;
      }
      next = take(least.get());
    }
    return true;
  }

  @Override
  public Listed next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    Listed taken = next;
    next = null;
    return taken;
  }

  private Optional<String> leastName() {
    return lanes.stream()
        .flatMap(lane -> lane.peek().stream())
        .map(Listed::name)
        .min(String::compareTo);
  }

  /** Takes the name off all lanes; null if no source may show it. */
  private Listed take(String name) {
    List<Claim> to = claims.stream().filter(claim -> claim.covers(name)).toList();
    Listed shown =
        Claims.open(lanes, lane -> lane.source, to).stream()
            .flatMap(lane -> lane.peek().stream())
            .filter(listed -> listed.name().equals(name))
            .findFirst()
            .orElse(null);
    lanes.forEach(lane -> lane.skip(name));
    return shown;
  }

  /** The names of one source, in order, read ahead by a piece. */
  private final class Lane {
    private final Source source;
    private final Deque<Listed> ahead = new ArrayDeque<>();
    private String last;
    private int piece;
    private boolean ended;

    Lane(Source source, String after, int piece) {
      this.source = source;
      this.last = after;
      this.piece = piece;
    }

    Optional<Listed> peek() {
      if (ahead.isEmpty() && !ended) {
        List<Listed> read = database.read(() -> reading.after(source.id(), last, piece));
        ahead.addAll(read);
        ended = read.size() < piece;
        piece = PIECE;
        if (!read.isEmpty()) {
          last = read.getLast().name();
        }
      }
      return Optional.ofNullable(ahead.peek());
    }

    void skip(String name) {
      if (peek().filter(listed -> listed.name().equals(name)).isPresent()) {
        ahead.remove();
      }
    }
  }
}
