package dev.larder.e2e.upstream.simulated;

import java.time.Instant;

/**
 * What happened to a project.
 *
 * @param project its number
 * @param serial that of no other change
 */
record Change(int project, long serial, Kind kind, Instant instant) {
  enum Kind {
    CREATED("create"),
    RELEASED("new release"),
    YANKED("yank release"),
    FILE_REMOVED("remove file"),
    REMOVED("remove project");

    private final String action;

    Kind(String action) {
      this.action = action;
    }

    /** Nearly always a release; of the first four changes to an index, one of each kind. */
    static Kind of(long turn) {
      return switch ((int) (turn % 50)) {
        case 1, 11, 21, 31, 41 -> YANKED;
        case 2, 27 -> FILE_REMOVED;
        case 3 -> REMOVED;
        default -> RELEASED;
      };
    }

    /** What PyPI's changelog calls it. */
    String action() {
      return action;
    }
  }
}
