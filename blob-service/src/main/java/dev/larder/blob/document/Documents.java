package dev.larder.blob.document;

import dev.larder.blob.fill.MinimumRate;
import dev.larder.blob.location.Location;
import dev.larder.memory.BudgetSpentException;
import dev.larder.memory.ByteBudget;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Reads into memory what is of a size that others choose, all of it within one budget. One source
 * has a part of that, so that what a slow or greedy upstream gives leaves room for others.
 */
public final class Documents {
  /** What is read at first of something of unknown size. */
  private static final int BEGINNING = 64 << 10;

  /** How many times as much is read next. */
  private static final int GROWTH = 8;

  private final ByteBudget budget;
  private final MinimumRate minimumRate;

  /** Takes what an upstream gives; empty when it is too long. */
  public interface Reader {
    Optional<Document> read(InputStream in, OptionalLong length) throws IOException;
  }

  public Documents(ByteBudget budget, MinimumRate minimumRate) {
    this.budget = budget;
    this.minimumRate = minimumRate;
  }

  /** What takes something that belongs to a mirrored file. */
  public Reader reader(Location location, int limit) {
    return (in, length) -> {
      try {
        return read(minimumRate.applyTo(in), length, limit, location.source());
      } catch (IOException e) {
        throw MinimumRate.isTooSlow(e)
            ? minimumRate.tooSlow("the upstream " + location.upstream().source())
            : e;
      }
    };
  }

  /**
   * All that a stream gives; the caller closes both.
   *
   * @param length how much that is, if somebody said so
   * @param limit the most that it may be, in bytes
   * @param source whose part of the budget it is counted in
   * @return empty when it is longer than the limit, or than was said
   * @throws EOFException when it is shorter than was said
   * @throws BudgetSpentException when there is no room for it now
   */
  public Optional<Document> read(InputStream in, OptionalLong length, int limit, long source)
      throws IOException {
    if (length.isPresent()) {
      return length.getAsLong() < 0 || length.getAsLong() > limit
          ? Optional.empty()
          : exactly(in, (int) length.getAsLong(), source);
    }
    return growing(in, limit, source);
  }

  /** Nobody knows how much comes: room is asked for in ever larger pieces, none held meanwhile. */
  private Optional<Document> growing(InputStream in, int limit, long source) throws IOException {
    byte[] bytes = {};
    for (int size = Math.min(BEGINNING, limit); ; size = Math.min(size * GROWTH, limit)) {
      try (ByteBudget.Share share = take(2L * size, source)) {
        byte[] more = Arrays.copyOf(bytes, size);
        int length = bytes.length + in.readNBytes(more, bytes.length, size - bytes.length);
        boolean ended = length < size || size == limit && in.read() < 0;
        bytes = length < size ? Arrays.copyOf(more, length) : more;
        if (!ended && size == limit) {
          return Optional.empty();
        }
        if (!ended) {
          continue;
        }
      }
      return Optional.of(new Document(bytes, take(bytes.length, source)));
    }
  }

  private ByteBudget.Share take(long bytes, long source) {
    return budget.take(bytes, "source " + source);
  }

  private Optional<Document> exactly(InputStream in, int length, long source) throws IOException {
    ByteBudget.Share share = take(length, source);
    Document read = null;
    try {
      byte[] bytes = new byte[length];
      if (in.readNBytes(bytes, 0, length) < length) {
        throw new EOFException("It ended early.");
      }
      if (in.read() < 0) {
        read = new Document(bytes, share);
      }
      return Optional.ofNullable(read);
    } finally {
      if (read == null) {
        share.close();
      }
    }
  }
}
