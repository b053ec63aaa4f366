package dev.larder.index.look;

import dev.larder.index.file.Weight;
import dev.larder.index.memory.Memory;
import dev.larder.memory.ByteBudget;
import jakarta.annotation.Nullable;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * What one look takes of the budget, from when its answer is read until it is in the catalogue: the
 * answer, and what was known of the project, with which it is compared. To be closed. All looks at
 * a source have a share together.
 */
public final class LookMemory implements AutoCloseable {
  /** Its text, its files, and the rows that are written of them. */
  private static final long COPIES = 4;

  private static final int STEP = 64 << 10;

  private final Memory memory;
  private final String source;
  private Weight known;
  private long state;
  private @Nullable ByteBudget.Share share;

  /**
   * Nothing yet.
   *
   * @param source its name
   * @param known what the project has now
   * @param state the newest change of the project, 0 of none
   */
  public LookMemory(Memory memory, String source, Weight known, long state) {
    this.memory = memory;
    this.source = source;
    this.known = known;
    this.state = state;
  }

  /**
   * An answer of which nothing is read yet, to be read within the budget.
   *
   * @param length how long it is, in bytes, as far as anybody said; for what is more the share
   *     grows
   * @throws dev.larder.memory.BudgetSpentException in reading too, when there is no room
   * @throws dev.larder.index.memory.TooLargeException for more than one may take
   */
  public InputStream within(InputStream answer, long length) {
    ByteBudget.Share taken =
        memory.take(known.bytes() + (length + STEP) * COPIES, "source " + source);
    share = taken;
    return new FilterInputStream(answer) {
      private long room = length + STEP;

      @Override
      public int read() throws IOException {
        int read = super.read();
        count(1);
        return read;
      }

      @Override
      public int read(byte[] bytes, int offset, int count) throws IOException {
        int read = super.read(bytes, offset, count);
        count(read);
        return read;
      }

      private void count(int read) {
        room -= Math.max(0, read);
        while (room < 0) {
          Memory.need(taken, STEP * COPIES);
          room += STEP;
        }
      }
    };
  }

  /** Whether there is room for the project as it is at this newest change of it. */
  boolean knows(long now) {
    return state == now;
  }

  /**
   * The project has changed since.
   *
   * @throws dev.larder.memory.BudgetSpentException when there is no room for what it has now
   * @throws dev.larder.index.memory.TooLargeException for more than one may take
   */
  void know(Weight weight, long now) {
    if (share != null) {
      Memory.need(share, weight.beyond(known));
      known = weight.beyond(known) > 0 ? weight : known;
    }
    state = now;
  }

  @Override
  public void close() {
    if (share != null) {
      share.close();
    }
  }
}
