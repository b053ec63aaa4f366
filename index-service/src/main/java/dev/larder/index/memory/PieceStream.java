package dev.larder.index.memory;

import dev.larder.memory.ByteBudget;
import jakarta.annotation.Nullable;
import java.io.IOException;
import java.io.InputStream;

/**
 * An answer's bytes, made piece by piece while they are read, in a share of the budget that is
 * given back at their end.
 */
public abstract class PieceStream extends InputStream {
  private final ByteBudget.Share share;
  private byte[] piece = new byte[0];
  private int position;

  protected PieceStream(ByteBudget.Share share) {
    this.share = share;
  }

  /** The next bytes, not necessarily any; null when there are no more. */
  protected abstract @Nullable byte[] next() throws IOException;

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    while (position == piece.length) {
      byte[] next = next();
      if (next == null) {
        close();
        return -1;
      }
      piece = next;
      position = 0;
    }
    int count = Math.min(length, piece.length - position);
    System.arraycopy(piece, position, bytes, offset, count);
    position += count;
    return count;
  }

  @Override
  public void close() {
    share.close();
  }
}
