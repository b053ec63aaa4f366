package dev.larder.index.memory;

import dev.larder.memory.ByteBudget;
import jakarta.annotation.Nullable;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Bytes that an answer is made of, in pieces, which count within a share of the budget until they
 * are sent. Not thread-safe.
 */
public final class HeldBytes implements AutoCloseable {
  private static final int PIECE = 16 << 10;

  private final ByteBudget.Share share;
  private final List<byte[]> pieces = new ArrayList<>();
  private byte[] last = new byte[0];
  private int inLast;
  private long length;
  private long room;

  /**
   * None yet.
   *
   * @param share which is closed with this
   * @param room so much of the share is meant for them; for what is more it grows
   */
  public HeldBytes(ByteBudget.Share share, long room) {
    this.share = share;
    this.room = room;
  }

  /** How many there are. */
  public long length() {
    return length;
  }

  /**
   * Takes more of them.
   *
   * @throws dev.larder.memory.BudgetSpentException in writing, when there is no room for more now
   * @throws TooLargeException in writing, for more than the share can ever become
   */
  public OutputStream in() {
    return new OutputStream() {
      @Override
      public void write(int b) {
        write(new byte[] {(byte) b}, 0, 1);
      }

      @Override
      public void write(byte[] bytes, int offset, int count) {
        add(bytes, offset, count);
      }
    };
  }

  private void add(byte[] bytes, int offset, int count) {
    int done = 0;
    while (done < count) {
      if (inLast == last.length) {
        if (room < PIECE) {
          Memory.need(share, PIECE);
          room += PIECE;
        }
        room -= PIECE;
        last = new byte[PIECE];
        inLast = 0;
        pieces.add(last);
      }
      int more = Math.min(count - done, last.length - inLast);
      System.arraycopy(bytes, offset + done, last, inLast, more);
      inLast += more;
      done += more;
    }
    length += count;
  }

  /** Adds all of them to a hash. */
  public void hash(MessageDigest digest) {
    for (byte[] piece : pieces) {
      digest.update(piece, 0, piece == last ? inLast : piece.length);
    }
  }

  /** What the rest of the share was for is done: only the bytes themselves count from now on. */
  public void done() {
    share.shrink((long) pieces.size() * PIECE);
  }

  /** All of them, once; whoever reads or closes it to its end gives the share back. */
  public InputStream out() {
    return new PieceStream(share) {
      private int next;

      @Override
      protected @Nullable byte[] next() {
        if (next == pieces.size()) {
          return null;
        }
        byte[] piece = pieces.set(next++, null);
        return piece == last ? Arrays.copyOf(piece, inLast) : piece;
      }
    };
  }

  /** As an array, and gives the share back; for few. */
  public byte[] toArray() {
    ByteArrayOutputStream all = new ByteArrayOutputStream((int) length);
    for (byte[] piece : pieces) {
      all.write(piece, 0, piece == last ? inLast : piece.length);
    }
    close();
    return all.toByteArray();
  }

  @Override
  public void close() {
    share.close();
  }
}
