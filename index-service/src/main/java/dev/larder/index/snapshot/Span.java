package dev.larder.index.snapshot;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/**
 * From one instant up to another, which isn't part of it; {@link Instant#MAX} for no end.
 *
 * @param from {@link Instant#MIN} for no beginning
 */
public record Span(Instant from, Instant to) {

  public boolean isEmpty() {
    return !from.isBefore(to);
  }

  /** What is in both. */
  public Span and(Span other) {
    return new Span(
        from.isAfter(other.from) ? from : other.from, to.isBefore(other.to) ? to : other.to);
  }

  /** What is in this one but in none of the others. */
  public List<Span> without(List<Span> others) {
    List<Span> left = List.of(this);
    for (Span other : others) {
      left =
          left.stream()
              .flatMap(
                  span ->
                      Stream.of(
                          span.and(new Span(Instant.MIN, other.from)),
                          span.and(new Span(other.to, Instant.MAX))))
              .filter(span -> !span.isEmpty())
              .toList();
    }
    return left.stream().filter(span -> !span.isEmpty()).toList();
  }
}
