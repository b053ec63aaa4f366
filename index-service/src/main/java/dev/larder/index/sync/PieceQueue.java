package dev.larder.index.sync;

import dev.larder.index.memory.PieceStream;
import dev.larder.memory.ByteBudget;
import jakarta.annotation.Nullable;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * An answer's bytes that one thread makes and another one sends, some pieces ahead of it at most.
 */
final class PieceQueue extends PieceStream {
  private static final int AHEAD = 8;
  private static final byte[] END = {};

  /** What it takes with pieces of 32 KiB, in bytes. */
  static final long ROOM = (AHEAD + 2) * 65_536L;

  private final Duration patience;
  private final BlockingQueue<byte[]> pieces = new ArrayBlockingQueue<>(AHEAD);
  private volatile boolean closed;
  private volatile boolean broken;

  /**
   * An empty one.
   *
   * @param patience how long each side waits for the other
   */
  PieceQueue(ByteBudget.Share share, Duration patience) {
    super(share);
    this.patience = patience;
  }

  /**
   * Adds a piece.
   *
   * @throws IOException when nobody reads any more
   */
  void put(byte[] piece) throws IOException {
    try {
      if (closed || !pieces.offer(piece, patience.toMillis(), TimeUnit.MILLISECONDS) || closed) {
        throw new IOException("Nobody reads the answer any more");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("index-service is stopping", e);
    }
  }

  /** There are no more. */
  void end() throws IOException {
    put(END);
  }

  /** There are more, but they can't be made. */
  void fail() {
    broken = true;
    pieces.clear();
    pieces.offer(END);
  }

  @Override
  protected @Nullable byte[] next() throws IOException {
    try {
      byte[] piece = pieces.poll(patience.toMillis(), TimeUnit.MILLISECONDS);
      if (piece == null || broken) {
        throw new IOException("The answer broke off");
      }
      return piece == END ? null : piece;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("index-service is stopping", e);
    }
  }

  @Override
  public void close() {
    closed = true;
    pieces.clear();
    super.close();
  }
}
