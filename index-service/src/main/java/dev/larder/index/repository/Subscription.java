package dev.larder.index.repository;

import dev.larder.index.database.Row;
import jakarta.annotation.Nullable;
import java.time.Instant;

/**
 * A source's place in a repository.
 *
 * @param to when it ended, or null
 */
record Subscription(int source, int position, Instant from, @Nullable Instant to) {
  static Subscription read(Row row) {
    return new Subscription(
        row.integer("source"),
        row.integer("position"),
        row.instant("valid_from"),
        row.instant("valid_to"));
  }

  boolean holdsAt(Instant instant) {
    return !from.isAfter(instant) && (to == null || to.isAfter(instant));
  }
}
