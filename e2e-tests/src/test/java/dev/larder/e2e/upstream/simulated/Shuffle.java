package dev.larder.e2e.upstream.simulated;

import java.math.BigInteger;

/** An order of the numbers below a size in which neighbours are far from each other. */
final class Shuffle {
  private final long size;
  private final long step;
  private final long offset;
  private final long back;

  /**
   * @param step a prime above the size; another one gives an order that has nothing to do with this
   */
  Shuffle(int size, long step, long seed) {
    this.size = size;
    this.step = step;
    offset = Long.remainderUnsigned(Mix.of(seed, size), size);
    back =
        size == 1
            ? 0
            : BigInteger.valueOf(step).modInverse(BigInteger.valueOf(size)).longValueExact();
  }

  /** The place of a number, from 0. */
  int placeOf(long number) {
    return (int) ((number * step + offset) % size);
  }

  /** The number at a place. */
  int at(long place) {
    return (int) ((place + size - offset) % size * back % size);
  }
}
