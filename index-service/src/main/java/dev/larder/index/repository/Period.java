package dev.larder.index.repository;

import dev.larder.index.snapshot.Span;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;

/**
 * A time in which a repository had the same sources in the same order.
 *
 * @param sources their ids
 */
public record Period(Span span, List<Integer> sources) {

  /**
   * A repository's whole history.
   *
   * @param past the sources that instants before {@code created} use; empty if that is still open
   */
  static List<Period> of(List<Subscription> rows, List<Integer> past, Instant created) {
    TreeSet<Instant> turns = new TreeSet<>(List.of(created, Instant.MAX));
    for (Subscription row : rows) {
      turns.add(row.validFrom());
      if (row.validTo() != null) {
        turns.add(row.validTo());
      }
    }
    List<Period> periods = new ArrayList<>();
    periods.add(new Period(new Span(Instant.MIN, created), past));
    for (Instant from = created; !from.equals(Instant.MAX); from = turns.higher(from)) {
      periods.add(new Period(new Span(from, turns.higher(from)), at(rows, from)));
    }
    return periods.stream().filter(period -> !period.sources().isEmpty()).toList();
  }

  private static List<Integer> at(List<Subscription> rows, Instant instant) {
    return rows.stream()
        .filter(row -> row.holdsAt(instant))
        .sorted(Comparator.comparingInt(Subscription::position))
        .map(Subscription::source)
        .toList();
  }
}
