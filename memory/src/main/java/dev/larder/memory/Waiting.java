package dev.larder.memory;

import java.util.concurrent.locks.Condition;

/** A request that waits for its share. */
final class Waiting {
  final long wanted;
  final boolean large;
  final String asker;
  final long since;
  final Condition turn;
  boolean granted;

  Waiting(long wanted, boolean large, String asker, long since, Condition turn) {
    this.wanted = wanted;
    this.large = large;
    this.asker = asker;
    this.since = since;
    this.turn = turn;
  }
}
