package dev.larder.index.page;

import dev.larder.index.database.Database;
import dev.larder.index.project.Projects;
import dev.larder.index.project.Projects.Listed;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;

/**
 * Every name that a repository's sources owned at a change, in order, each once. It is read in
 * pieces while it is sent; a piece is in memory at a time, and no connection is held between them.
 *
 * @param sources ids, in the repository's order
 * @param serial the change
 */
record RootPage(Database database, Projects projects, List<Integer> sources, long serial) {
  private static final int PIECE = 2_000;

  /** What names a state of this page, in every representation. */
  String etag(String repository, Format format, Coding coding) {
    String state = "root 1 %s %d %s %s".formatted(repository, serial, format, coding);
    return Rendered.etag(state.getBytes(StandardCharsets.UTF_8));
  }

  /** Where a name is in several sources, the first one's line counts. */
  Iterator<Listed> names() {
    return new Merged(sources.stream().map(Lane::new).toList());
  }

  /** The names of one source, in order, read ahead by a piece. */
  private final class Lane {
    private final int source;
    private final Deque<Listed> ahead = new ArrayDeque<>();
    private String last = "";
    private boolean ended;

    Lane(int source) {
      this.source = source;
    }

    Optional<Listed> peek() {
      if (ahead.isEmpty() && !ended) {
        List<Listed> piece = database.read(c -> projects.owned(c, source, last, serial, PIECE));
        ahead.addAll(piece);
        ended = piece.size() < PIECE;
        if (!piece.isEmpty()) {
          last = piece.getLast().name();
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

  private static final class Merged implements Iterator<Listed> {
    private final List<Lane> lanes;

    Merged(List<Lane> lanes) {
      this.lanes = new ArrayList<>(lanes);
    }

    @Override
    public boolean hasNext() {
      return lanes.stream().anyMatch(lane -> lane.peek().isPresent());
    }

    @Override
    public Listed next() {
      Listed least = null;
      for (Lane lane : lanes) {
        Listed head = lane.peek().orElse(null);
        if (head != null && (least == null || head.name().compareTo(least.name()) < 0)) {
          least = head;
        }
      }
      if (least == null) {
        throw new NoSuchElementException();
      }
      for (Lane lane : lanes) {
        lane.skip(least.name());
      }
      return least;
    }
  }
}
