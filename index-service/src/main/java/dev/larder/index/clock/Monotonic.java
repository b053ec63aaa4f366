package dev.larder.index.clock;

/** A clock that nobody sets. */
@FunctionalInterface
public interface Monotonic {
  /** How long it has gone, in nanoseconds, from whenever. */
  long nanos();
}
